using System.Net;
using System.Text.Json.Nodes;

namespace Auth.Jose;

/// <summary>An answer, read to its end.</summary>
internal sealed record KeyedReply(HttpStatusCode Status, string Body, HttpResponseMessage Message)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public string? Error => (string?)Json["error"];

    /// <summary>The lines of <c>WWW-Authenticate</c>.</summary>
    public IReadOnlyList<string> Challenges =>
        Message.Headers.TryGetValues("WWW-Authenticate", out var values) ? [.. values] : [];

    /// <summary>The challenge of the DPoP scheme.</summary>
    public string DPoPChallenge =>
        Challenges.Where(line => line.StartsWith("DPoP ", StringComparison.Ordinal)).ShouldHaveSingleItem();

    public string? Nonce => Message.Headers.TryGetValues("DPoP-Nonce", out var values) ? values.Single() : null;

    public static async Task<KeyedReply> ReadAsync(HttpResponseMessage message) =>
        new(message.StatusCode, await message.Content.ReadAsStringAsync(), message);

    public void ShouldBeRefused(HttpStatusCode status, string error)
    {
        Status.ShouldBe(status, Body);
        Error.ShouldBe(error);
        Json.ContainsKey("access_token").ShouldBeFalse();
        Message.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }
}
