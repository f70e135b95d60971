using System.Text.Json;

namespace Auth.Jose;

/// <summary>Reads members of JSON objects that a stranger wrote.</summary>
internal static class JsonMembers
{
    /// <summary>The last second of the year 9999.</summary>
    private const double LastSecond = 253_402_300_799;

    /// <summary>A member that is text; <see langword="null"/> when it is missing or anything else.</summary>
    public static string? Text(this JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escape that is half a surrogate pair.
            return null;
        }
    }

    /// <summary>A NumericDate (RFC 7519 section 2).</summary>
    /// <returns><see langword="false"/> when the member is there and is not one.</returns>
    public static bool TryTime(this JsonElement json, string name, out DateTimeOffset? time)
    {
        time = null;
        if (!json.TryGetProperty(name, out var value))
        {
            return true;
        }

        if (
            value.ValueKind != JsonValueKind.Number
            || !value.TryGetDouble(out var seconds)
            || seconds is not (>= 0 and <= LastSecond)
        )
        {
            return false;
        }

        time = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        return true;
    }
}
