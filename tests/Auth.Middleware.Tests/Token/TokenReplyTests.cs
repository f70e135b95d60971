using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Auth.Token;

/// <summary>The answer that is written by hand is the one that the serializer writes.</summary>
public sealed class TokenReplyTests
{
    private static readonly IssuedToken Plain = new(
        "auth_at_abc",
        ["read", "orders:write"],
        TimeSpan.FromHours(1),
        DateTimeOffset.UnixEpoch,
        KeyThumbprint: null
    );

    public static TheoryData<string> Names => ["plain", "scopeless", "endless", "bound", "refreshed", "odd", "long"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Both_write_the_same_bytes(string name)
    {
        var token = name switch
        {
            "scopeless" => Plain with { Scopes = [] },
            "endless" => Plain with { Lifetime = null },
            "bound" => Plain with { KeyThumbprint = "thumb" },
            "refreshed" => Plain with { RefreshToken = "auth_rf_def" },
            "odd" => Plain with { Scopes = ["a\"b\\c", "é<>&'+", "\u0001\u2028\ud83d\ude00"] },
            "long" => Plain with { Scopes = [.. Enumerable.Range(0, 300).Select(i => $"scope:{i}")] },
            _ => Plain,
        };
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;

        TokenReply.Write(context, token);
        await context.Response.BodyWriter.FlushAsync(TestContext.Current.CancellationToken);

        var expected = JsonSerializer.SerializeToUtf8Bytes(TokenBody.From(token), TokenJson.Relaxed.TokenBody);
        body.ToArray().ShouldBe(expected);
        context.Response.ContentLength.ShouldBe(expected.Length);
        context.Response.ContentType.ShouldBe("application/json");
    }
}
