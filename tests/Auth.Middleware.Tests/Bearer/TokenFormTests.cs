using Auth.Pipeline;
using Auth.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Bearer;

/// <summary>A token works letter for letter or not at all.</summary>
public sealed class TokenFormTests
{
    [Fact]
    [Trait("line", "B2")]
    [Trait("attack", "10")]
    public async Task Every_other_text_is_refused()
    {
        await using var host = await PipelineHost.StartAsync(app => app.MapGet("/", () => "in").RequireScope());
        var token = (await host.RegisterAsync(tier: "exempt")).Token;
        (await host.StatusAsync("/", token)).ShouldBe(200);
        var others = new List<string>
        {
            token + token,
            token + "=",
            token + "a",
            "a" + token,
            token.ToUpperInvariant(),
        };
        for (var i = 0; i < token.Length; i++)
        {
            var c = token[i];
            others.Add(i == 0 ? token[1..] : token[..i]);
            others.Add(
                $"{token[..i]}{(char.IsAsciiLetter(c) ? (char)(c ^ 0x20) : c == '-' ? '.' : '-')}{token[(i + 1)..]}"
            );
        }

        foreach (var other in others)
        {
            (await host.StatusAsync("/", other)).ShouldBe(401, other);
        }

        (await host.StatusAsync("/", token)).ShouldBe(200);
    }

    [Theory]
    [InlineData("{0}\0")]
    [InlineData("{0}\n")]
    [InlineData("{0}é")]
    [InlineData("{0} {0}")]
    public async Task Characters_that_no_token_has_are_malformed(string form)
    {
        await using var host = await PipelineHost.StartAsync(app => app.MapGet("/", () => "in").RequireScope());
        var token = (await host.RegisterAsync()).Token;

        var context = await host.Server.SendAsync(context =>
            context.Request.Headers.Authorization = "Bearer " + form.Replace("{0}", token)
        );

        context.Response.StatusCode.ShouldBe(400);
    }

    [Fact]
    [Trait("attack", "10")]
    public async Task A_homoglyph_is_another_letter()
    {
        await using var host = await PipelineHost.StartAsync(app => app.MapGet("/", () => "in").RequireScope());
        var loader = host.Services.GetRequiredService<Sessions.SessionLoader>();
        var token = (await host.RegisterAsync()).Token;

        loader.TryFingerprint(token, out _).ShouldBeTrue();
        for (var i = token.Length - TokenFingerprinter.Length; i < token.Length; i++)
        {
            // The same low byte, and the same low seven bits.
            loader.TryFingerprint($"{token[..i]}{(char)(token[i] | 0x400)}{token[(i + 1)..]}", out _).ShouldBeFalse();
            loader.TryFingerprint($"{token[..i]}{(char)(token[i] | 0x80)}{token[(i + 1)..]}", out _).ShouldBeFalse();
        }
    }

    [Fact]
    [Trait("attack", "9")]
    public async Task No_plaintext_reaches_the_store()
    {
        await using var host = await PipelineHost.StartAsync(app => app.MapGet("/", () => "in").RequireScope());
        var caller = await host.RegisterAsync();

        var stored = await host.Services.GetRequiredService<IClientStore>().FindAsync(caller.Client.Id, default);

        stored!.Secrets[0].Hash.Value.ShouldNotContain(caller.Secret);
        (await host.StatusAsync("/", caller.Secret)).ShouldBe(401);
        (await host.StatusAsync("/", caller.Client.Id)).ShouldBe(401);
    }
}
