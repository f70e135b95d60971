using System.Collections.Immutable;
using System.Text.Json;

namespace Auth.Storage.EfCore;

/// <summary>One secret inside its client's row.</summary>
/// <param name="Id">The secret's public identifier.</param>
/// <param name="Hash">The versioned hash.</param>
/// <param name="Created">UTC ticks.</param>
/// <param name="Expires">UTC ticks, or <see langword="null"/>.</param>
internal sealed record SecretDocument(string Id, string Hash, long Created, long? Expires)
{
    public static string Write(ImmutableArray<ClientSecret> secrets) =>
        JsonSerializer.Serialize([.. secrets.Select(From)], StorageJson.Default.SecretDocumentArray);

    public static ImmutableArray<ClientSecret> Read(string json) =>
        [.. StorageJson.Read(json, StorageJson.Default.SecretDocumentArray).Select(document => document.ToSecret())];

    private static SecretDocument From(ClientSecret secret) =>
        new(secret.Id, secret.Hash.Value, secret.CreatedAt.UtcTicks, secret.ExpiresAt?.UtcTicks);

    private ClientSecret ToSecret() => new(Id, new SecretHash(Hash), At(Created), Expires is { } end ? At(end) : null);

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
