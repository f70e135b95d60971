using System.Text.Json;

namespace Auth.OAuth;

/// <summary>A response as a client sees it.</summary>
internal sealed record Reply(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonElement.Parse(Body);

    /// <summary>The text of a member of the body.</summary>
    public string Text(string member) => Json.GetProperty(member).GetString()!;

    /// <summary>The text of a member that may be absent.</summary>
    public string? TextOrNone(string member) => Json.TryGetProperty(member, out var value) ? value.GetString() : null;

    /// <summary>Whether the body has a member.</summary>
    public bool Has(string member) => Json.TryGetProperty(member, out _);

    /// <summary>The value of a header field; <see langword="null"/> when it is absent.</summary>
    public string? Header(string name)
    {
        var values = Headers
            .Where(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(field => field.Value)
            .ToList();
        return values.Count == 0 ? null : string.Join(", ", values);
    }

    /// <summary>Status, fields and body in one text, to compare whole responses.</summary>
    public string Whole =>
        $"{Status}\n{string.Join('\n', Headers.Select(header => $"{header.Key}: {header.Value}"))}\n\n{Body}";

    /// <summary>Expects an OAuth error to the letter of RFC 6749 section 5.2.</summary>
    public Reply ShouldBeError(int status, string code)
    {
        Status.ShouldBe(status, Body);
        Text("error").ShouldBe(code, Body);
        ShouldBeJson();
        ShouldNotBeStored();
        foreach (var member in Json.EnumerateObject())
        {
            member.Value.GetString()!.All(c => c is >= ' ' and <= '~' and not '"' and not '\\').ShouldBeTrue(Body);
        }

        (Header("WWW-Authenticate") is not null).ShouldBe(status == 401 || code == "insufficient_scope");
        return this;
    }

    public void ShouldBeJson() => Header("Content-Type").ShouldBe("application/json");

    /// <summary>Expects what keeps secrets out of caches.</summary>
    public void ShouldNotBeStored()
    {
        Header("Cache-Control").ShouldNotBeNull().ShouldContain("no-store");
        Header("Pragma").ShouldBe("no-cache");
    }

    /// <summary>Reads a response.</summary>
    public static async Task<Reply> ReadAsync(HttpResponseMessage response)
    {
        var fields = response
            .Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value)))
            .OrderBy(field => field.Key, StringComparer.Ordinal);
        return new Reply((int)response.StatusCode, [.. fields], await response.Content.ReadAsStringAsync());
    }
}
