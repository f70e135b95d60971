using Auth.Storage.Contracts;
using Shouldly;
using Xunit;

namespace Auth.Storage.InMemory;

public sealed class TokenTableTests
{
    /// <summary>Every operation in a random order, beside a plain dictionary.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_holds_what_a_dictionary_would(int seed)
    {
        var random = new Draws((uint)seed);
        var table = new TokenTable();
        var model = new Dictionary<TokenHash, AccessToken>();
        for (var step = 0; step < 20_000; step++)
        {
            switch (random.Next(10))
            {
                case < 6:
                    var token = NewToken(random);
                    table.Add(token);
                    model.Add(token.Hash, token);
                    break;
                case < 9 when model.Count > 0:
                    var hash = model.Keys.ElementAt(random.Next(Math.Min(model.Count, 50)));
                    table.Remove(hash);
                    model.Remove(hash);
                    break;
                case 9 when step % 50 == 0:
                    var before = Some.Now.AddSeconds(random.Next(100));
                    var ended = model.Values.Where(one => one.HasExpired(before)).ToList();
                    table.RemoveExpired(before, int.MaxValue).ShouldBe(ended.Count);
                    ended.ForEach(one => model.Remove(one.Hash));
                    break;
            }
        }

        foreach (var (hash, token) in model)
        {
            var found = table.Find(hash).ShouldNotBeNull();
            (found.ClientId, found.IssuedAt, found.ExpiresAt).ShouldBe(
                (token.ClientId, token.IssuedAt, token.ExpiresAt)
            );
            (found.Subject, found.AuthorizationId).ShouldBe((token.Subject, token.AuthorizationId));
            found.Scopes.ShouldBe(token.Scopes);
        }

        for (var client = 0; client < 7; client++)
        {
            var id = $"client{client}";
            var expected = model.Values.Where(token => token.ClientId == id).Select(token => token.Hash);
            table.Of(id).Select(token => token.Hash).ShouldBe(expected, ignoreOrder: true);
            table
                .CountLive(id, Some.Now.AddSeconds(50))
                .ShouldBe(
                    model.Values.Count(token => token.ClientId == id && !token.HasExpired(Some.Now.AddSeconds(50)))
                );
            table.RemoveAll(id).ShouldBe(expected.Count());
        }

        model.Keys.ShouldAllBe(hash => table.Find(hash) == null);
        table.RemoveExpired(DateTimeOffset.MaxValue, int.MaxValue).ShouldBe(0);
        table.OfSubject("ada").ShouldBeEmpty();
    }

    [Fact]
    public void Those_that_end_first_are_removed_first_and_no_more_than_asked()
    {
        var table = new TokenTable();
        var tokens = Enumerable.Range(0, 10).Select(i => Some.Token("client", Some.Now.AddSeconds(10 - i))).ToList();
        tokens.ForEach(table.Add);

        table.RemoveExpired(Some.Now.AddSeconds(9), 3).ShouldBe(3);

        tokens.Where(token => table.Find(token.Hash) is null).ShouldBe(tokens[^3..], ignoreOrder: true);
        table.RemoveExpired(Some.Now.AddSeconds(9), 100).ShouldBe(6);
        table.Find(tokens[0].Hash).ShouldNotBeNull();
    }

    [Fact]
    public void A_stored_token_of_a_client_takes_about_a_hundred_bytes()
    {
        const int count = 100_000;
        var table = new TokenTable();
        var scopes = Some.Token("client").Scopes;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < count; i++)
        {
            table.Add(Some.Token("client", Some.Now.AddSeconds(i % 100)) with { Scopes = scopes });
        }

        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / count;
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes} bytes");
        bytes.ShouldBeLessThanOrEqualTo(128);
        GC.KeepAlive(table);
    }

    [Fact]
    public void Readers_beside_a_writer_find_what_is_there_and_nothing_else()
    {
        var table = new TokenTable();
        var kept = Enumerable.Range(0, 64).Select(_ => Some.Token("kept")).ToList();
        kept.ForEach(table.Add);
        var wrong = 0;

        Parallel.Invoke(
            () =>
            {
                for (var i = 0; i < 20_000; i++)
                {
                    var token = Some.Token("passing");
                    table.Add(token);
                    table.Remove(token.Hash);
                }
            },
            () =>
            {
                for (var i = 0; i < 200_000; i++)
                {
                    var token = kept[i % kept.Count];
                    wrong += table.Find(token.Hash) is { ClientId: "kept" } found && found.Hash == token.Hash ? 0 : 1;
                }
            }
        );

        wrong.ShouldBe(0);
    }

    private static AccessToken NewToken(Draws random)
    {
        var token = Some.Token($"client{random.Next(7)}", Some.Now.AddMilliseconds(random.Next(100_000)));
        return random.Next(4) switch
        {
            0 => token with { ExpiresAt = null },
            1 => token with { Subject = "ada", AuthorizationId = $"approval{random.Next(3)}" },
            _ => token,
        };
    }

    /// <summary>The same numbers for the same seed, so that what fails fails again.</summary>
    private sealed class Draws(uint seed)
    {
        private uint _state = seed;

        public int Next(int below)
        {
            _state = (_state * 1_664_525) + 1_013_904_223;
            return (int)((ulong)_state * (uint)below >> 32);
        }
    }
}
