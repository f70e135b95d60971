using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

/// <summary>What <see cref="IClientStore"/> promises.</summary>
public abstract partial class ClientStoreContract : StoreContract
{
    private IClientStore Clients => Stores.Clients;

    [Fact]
    public async Task An_unknown_client_is_null() => (await Clients.FindAsync(Some.Id(), None)).ShouldBeNull();

    [Fact]
    public async Task A_client_comes_back_as_it_was_added()
    {
        var full = await AddClientAsync(Some.FullClient());
        var bare = await AddClientAsync(Some.Client());

        (await Clients.FindAsync(full.Id, None)).ShouldMatch(full);
        (await Clients.FindAsync(bare.Id, None)).ShouldMatch(bare);
    }

    [Fact]
    public async Task A_time_in_another_offset_is_the_same_time()
    {
        var client = Some.Client() with { CreatedAt = Some.Now.ToOffset(TimeSpan.FromHours(5.5)) };

        await AddClientAsync(client);

        (await Clients.FindAsync(client.Id, None)).ShouldMatch(client);
    }

    [Theory]
    [InlineData("O'Reilly\"; DROP TABLE AuthClients; --")]
    [InlineData("naïve ÅÄÖ ﬁ İı ß Ω 你好 שלום \U0001F98A\u200D\u202E")]
    [InlineData(" \t\r\n\u0001\u007F\uFFFD ")]
    [InlineData("")]
    public async Task Text_comes_back_unchanged(string text)
    {
        var client = Some.Client(name: text) with
        {
            Description = text,
            Email = new SealedEmail(text, text),
            Scopes = [text],
            Limits = Some.Client().Limits.Add(text, text),
        };

        await AddClientAsync(client);

        (await Clients.FindAsync(client.Id, None)).ShouldMatch(client);
    }

    [Fact]
    public async Task Long_values_come_back_whole()
    {
        var client = Some.FullClient() with
        {
            Name = new string('n', 5_000),
            Description = new string('ö', 100_000),
            Scopes = [.. Enumerable.Range(0, 2_000).Select(number => $"scope:{number}")],
        };

        await AddClientAsync(client);

        (await Clients.FindAsync(client.Id, None)).ShouldMatch(client);
    }

    [Fact]
    public async Task Ids_are_compared_ordinally()
    {
        var client = await AddClientAsync(Some.Client() with { Id = "Abc" });

        (await Clients.FindAsync("abc", None)).ShouldBeNull();
        (await Clients.FindAsync("Abc ", None)).ShouldBeNull();
        (await Clients.FindAsync("Ab", None)).ShouldBeNull();
        (await Clients.FindAsync("Abc", None)).ShouldMatch(client);
    }

    [Fact]
    public async Task A_lapsed_client_is_found_until_it_is_removed()
    {
        var client = await AddClientAsync(Some.Client(lapsesAt: Some.Now.AddDays(-1)));

        (await Clients.FindAsync(client.Id, None)).ShouldMatch(client);
    }
}
