using Auth.Token;
using FsCheck;
using FsCheck.Fluent;

namespace Auth.OAuth;

/// <summary>Whatever is registered and asked for: what is granted is within both.</summary>
public sealed class ScopeLatticeTests
{
    private static readonly string[] Names =
    [
        "read",
        "readx",
        "read:x",
        "read:x:y",
        "write",
        "admin:write",
        "admin",
        "Read",
        "read:",
    ];

    [Theory]
    [InlineData(ScopeMatching.Exact)]
    [InlineData(ScopeMatching.Hierarchical)]
    [Trait("rfc", "6749-3.3")]
    [Trait("line", "E4")]
    [Trait("line", "T5")]
    [Trait("attack", "16")]
    public async Task Granted_scopes_never_exceed_what_is_registered_nor_what_is_asked_for(ScopeMatching matching)
    {
        await using var host = await OAuthHost.StartAsync(setup =>
            setup.Auth = options => options.Token.ScopeMatching = matching
        );
        var number = 0;
        var some = Gen.SubListOf(Names).Select(list => list.ToArray());
        var cases = Arb.From(from registered in some from requested in some select (registered, requested));

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(cases, pair => HoldsAsync(pair.registered, pair.requested).GetAwaiter().GetResult())
        );

        async Task<bool> HoldsAsync(string[] registered, string[] requested)
        {
            var key = await host.AddAsync($"client{number++}", "secret", c => c with { Scopes = [.. registered] });
            var reply = await host.RequestTokenAsync(key, ("scope", string.Join(' ', requested)));
            var allowed = requested.All(scope => registered.Any(held => Covers(held, scope)));
            if (reply.Status != 200)
            {
                return !allowed && reply.Text("error") == "invalid_scope";
            }

            var expected = requested.Length == 0 ? registered : requested;
            return allowed && (reply.TextOrNone("scope") ?? "") == string.Join(' ', expected);
        }

        // Written out of other parts than the code under test: a parent's segments are the first ones of its child.
        bool Covers(string held, string wanted)
        {
            var (parent, child) = (held.Split(':'), wanted.Split(':'));
            return held == wanted
                || (
                    matching == ScopeMatching.Hierarchical
                    && parent.Length < child.Length
                    && parent.SequenceEqual(child.Take(parent.Length))
                );
        }
    }

    [Theory]
    [InlineData(ScopeMatching.Exact, 403)]
    [InlineData(ScopeMatching.Hierarchical, 200)]
    [Trait("rfc", "6750-3.1")]
    public async Task Resources_match_scopes_as_the_token_endpoint_does(ScopeMatching matching, int status)
    {
        await using var host = await OAuthHost.StartAsync(setup =>
            setup.Auth = options => options.Token.ScopeMatching = matching
        );
        var token = await host.TokenAsync(await host.RegisterAsync("""{"scope":"read"}"""));

        (await host.UseAsync(token, "/read")).Status.ShouldBe(200);
        (await host.UseAsync(token, "/read-orders")).Status.ShouldBe(status);
    }
}
