using System.Text.Json;
using Auth.Auditing;
using Auth.Credentials;
using Auth.Http;
using Auth.Storage;
using Auth.Time;

namespace Auth.Registration;

/// <summary>Gives a client a new secret and lets the ones before live for an overlap, so that no request fails while it is rolled out.</summary>
internal sealed class SecretRotator(IClientStore clients, CredentialFormat format, AuthClock clock, AuthEventLog events)
{
    private const int MaxAttempts = 10;

    /// <summary>Secrets that live at a time; the oldest end early rather than pile up.</summary>
    private const int MaxLive = 5;

    /// <summary>The overlap when none is asked for.</summary>
    public static readonly TimeSpan DefaultOverlap = TimeSpan.FromHours(24);

    /// <summary>The longest overlap.</summary>
    public static readonly TimeSpan MaxOverlap = TimeSpan.FromDays(7);

    /// <summary>What <c>overlap_seconds</c> may be, for messages.</summary>
    public static readonly string OverlapExpected =
        $"overlap_seconds must be a number from 0 to {MaxOverlap.TotalSeconds}.";

    /// <summary>Reads <c>overlap_seconds</c>.</summary>
    /// <returns>The overlap; a day when it was left out; <see langword="null"/> when it is out of range.</returns>
    public static TimeSpan? ReadOverlap(RequestParameters parameters) =>
        parameters["overlap_seconds"] is not { } value ? DefaultOverlap
        : value.Json is { ValueKind: JsonValueKind.Number } number
        && number.TryGetInt32(out var seconds)
        && seconds >= 0
        && seconds <= MaxOverlap.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
        : null;

    /// <summary>Rotates. The new secret and the end of the others are stored in one conditional write.</summary>
    /// <returns>The rotation, or <see langword="null"/> when there is no such client.</returns>
    public async ValueTask<RotatedSecret?> RotateAsync(
        string clientId,
        TimeSpan overlap,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await clients.FindAsync(clientId, cancellationToken) is not { } client)
            {
                return null;
            }

            if (await TryRotateAsync(client, overlap, cancellationToken) is { } rotated)
            {
                return rotated;
            }
        }

        throw new InvalidOperationException("The client changes faster than its secret can be rotated.");
    }

    /// <summary>Rotates unless somebody has changed the client since it was read.</summary>
    /// <returns>The rotation, or <see langword="null"/> when the client has changed or is gone.</returns>
    public async ValueTask<RotatedSecret?> TryRotateAsync(
        Client client,
        TimeSpan overlap,
        CancellationToken cancellationToken
    )
    {
        var now = clock.UtcNow;
        var end = now + overlap;
        var text = format.Create(CredentialKind.ClientSecret);
        var secret = new ClientSecret(Base62.Random(8), CredentialHash.OfSecret(text), now, ExpiresAt: null);
        var others = client
            .Secrets.Where(old => old.IsLive(now))
            .Select(old => old.ExpiresAt < end ? old : old with { ExpiresAt = end });
        var rotated = client with { Secrets = [.. others.Where(old => old.IsLive(now)).TakeLast(MaxLive - 1), secret] };
        if (!await clients.TryUpdateAsync(rotated, cancellationToken))
        {
            return null;
        }

        events.Write(new SecretRotated(now, client.Id, secret.Id));
        return new RotatedSecret(text, secret.Id, end);
    }
}

/// <summary>A new secret in clear, for the response and nothing else, and the end of those before it.</summary>
internal sealed record RotatedSecret(string Secret, string SecretId, DateTimeOffset PreviousExpireAt)
{
    /// <summary>Does not show the secret.</summary>
    public override string ToString() => $"RotatedSecret {{ SecretId = {SecretId} }}";
}
