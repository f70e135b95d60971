using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

/// <summary>What <see cref="ITokenStore"/> promises.</summary>
public abstract partial class TokenStoreContract : StoreContract
{
    private ITokenStore Tokens => Stores.Tokens;

    [Fact]
    public async Task A_token_is_found_with_its_client()
    {
        var client = await AddClientAsync(Some.FullClient());
        var token = await AddTokenAsync(Some.Token(client.Id) with { Scopes = ["z", "a", "orders:read"] });

        var lookup = await Tokens.FindAsync(token.Hash, None);

        lookup.ShouldNotBeNull();
        lookup.Client.ShouldMatch(client);
        lookup.Token.Scopes.ToArray().ShouldBe(["z", "a", "orders:read"]);
        (lookup.Token with { Scopes = token.Scopes }).ShouldBe(token);
    }

    [Fact]
    public async Task A_token_keeps_its_audience_its_key_and_its_user()
    {
        var client = await AddClientAsync();
        var token = await AddTokenAsync(
            Some.Token(client.Id) with
            {
                Audience = ["https://api.example/a", "https://api.example/b"],
                KeyThumbprint = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I",
                Subject = "user-1",
            }
        );

        var found = (await Tokens.FindAsync(token.Hash, None))!.Token;

        found.Audience.ToArray().ShouldBe(token.Audience.ToArray());
        found.KeyThumbprint.ShouldBe(token.KeyThumbprint);
        found.Subject.ShouldBe("user-1");
    }

    [Fact]
    public async Task A_token_may_have_no_scopes_and_no_end()
    {
        var client = await AddClientAsync();
        var token = await AddTokenAsync(new AccessToken(Some.Hash(), client.Id, [], Some.Now, ExpiresAt: null));

        var found = (await Tokens.FindAsync(token.Hash, None))!.Token;

        found.Scopes.IsEmpty.ShouldBeTrue();
        found.ExpiresAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_hash_that_differs_in_its_last_bit_is_unknown()
    {
        var client = await AddClientAsync();
        var token = await AddTokenAsync(Some.Token(client.Id));
        var bytes = token.Hash.ToArray();
        bytes[^1] ^= 1;

        (await Tokens.FindAsync(new TokenHash(bytes), None)).ShouldBeNull();
    }

    [Fact]
    public async Task An_expired_token_is_found_until_it_is_removed()
    {
        var client = await AddClientAsync();
        var token = await AddTokenAsync(Some.Token(client.Id, Some.Now.AddYears(-1)));

        (await Tokens.FindAsync(token.Hash, None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_token_of_a_missing_client_is_not_stored()
    {
        var client = Some.Client();
        var token = Some.Token(client.Id);

        await Should.ThrowAsync<InvalidOperationException>(async () => await Tokens.AddAsync(token, None));

        await AddClientAsync(client);
        (await Tokens.FindAsync(token.Hash, None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_hash_cannot_change_hands()
    {
        var (first, second) = (await AddClientAsync(), await AddClientAsync());
        var token = await AddTokenAsync(Some.Token(first.Id));

        await Should.ThrowAsync<Exception>(async () =>
            await Tokens.AddAsync(token with { ClientId = second.Id }, None)
        );

        (await Tokens.FindAsync(token.Hash, None))!.Client.Id.ShouldBe(first.Id);
    }

    [Fact]
    public async Task A_token_shows_its_client_as_it_is_now()
    {
        var client = await AddClientAsync();
        var token = await AddTokenAsync(Some.Token(client.Id));

        await Stores.Clients.TryUpdateAsync(client with { Disabled = true }, None);

        (await Tokens.FindAsync(token.Hash, None))!.Client.Disabled.ShouldBeTrue();
    }

    [Fact]
    public async Task Tokens_of_many_writers_are_found_the_moment_they_are_stored()
    {
        var client = await AddClientAsync();

        var found = await Race.RunAsync(
            64,
            async _ =>
            {
                var token = await AddTokenAsync(Some.Token(client.Id));
                return await Tokens.FindAsync(token.Hash, None);
            }
        );

        found.ShouldAllBe(lookup => lookup != null);
        (await Tokens.CountLiveAsync(client.Id, Some.Now, None)).ShouldBe(64);
    }

    private async Task<AccessToken> AddTokenAsync(AccessToken token)
    {
        await Tokens.AddAsync(token, None);
        return token;
    }
}
