using Auth.Storage;

namespace Auth.TierRequests;

/// <summary>What the states of a request are called outside: <c>pending</c>, <c>approved</c>, <c>declined</c>.</summary>
internal static class TierRequestStatusName
{
    /// <summary>The name of a state.</summary>
    public static string Of(TierRequestStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>The state of a name; <see langword="null"/> when there is none.</summary>
    public static TierRequestStatus? Find(string name)
    {
        foreach (var status in Enum.GetValues<TierRequestStatus>())
        {
            if (string.Equals(Of(status), name, StringComparison.Ordinal))
            {
                return status;
            }
        }

        return null;
    }
}
