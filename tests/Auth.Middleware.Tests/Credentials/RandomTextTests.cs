namespace Auth.Credentials;

/// <summary>Random text is drawn by the batch and stays random.</summary>
public sealed class RandomTextTests
{
    [Fact]
    public void No_two_are_alike_on_any_number_of_threads()
    {
        var texts = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>(StringComparer.Ordinal);

        Parallel.For(
            0,
            20_000,
            _ =>
            {
                var text = new char[Base62.RandomLength];
                Base62.FillRandom(text);
                texts.TryAdd(new string(text), true).ShouldBeTrue();
            }
        );
    }

    [Fact]
    public void Every_character_is_equally_likely()
    {
        const int draws = 620_000;
        var text = new char[draws];
        Base62.FillRandom(text);

        var counts = text.CountBy(character => character).ToDictionary();

        counts.Count.ShouldBe(62);
        // Chi-squared with 61 degrees of freedom: 150 is passed once in some hundred million runs.
        counts.Values.Sum(count => Math.Pow(count - (draws / 62.0), 2) / (draws / 62.0)).ShouldBeLessThan(150);
    }
}
