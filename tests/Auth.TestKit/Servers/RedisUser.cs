namespace Auth.TestKit;

/// <summary>The user of few rights that <c>docs/deploying.md</c> makes in Redis.</summary>
public static class RedisUser
{
    private const string Start = "ACL SETUSER ";
    private const string Secret = ">PASSWORD";

    private static readonly string[] Words = File.ReadAllLines(Repository.PathOf("docs", "deploying.md"))
        .Single(line => line.StartsWith(Start, StringComparison.Ordinal))
        .Split(' ');

    /// <summary>What the user is called.</summary>
    public static string Name => Words[2];

    /// <summary>Starts an encrypted server that lets in nobody else, but the commands of a test.</summary>
    /// <param name="authority">Vouches for the server.</param>
    /// <param name="password">The user's password.</param>
    /// <param name="prefix">What the keys and channels begin with that it may touch.</param>
    public static async Task<RedisServer> StartServerAsync(
        ThrowAwayAuthority authority,
        string password,
        string prefix = "auth:"
    )
    {
        var server = await RedisServer.StartNewAsync(
            authority,
            "--user operator on nopass ~* &* +@all --user default off".Split(' ')
        );
        var answer = await server.CommandAsync([.. Command(password, prefix)]);
        if (answer == "OK")
        {
            return server;
        }

        await server.DisposeAsync();
        throw new InvalidOperationException($"The user was not made: {answer}");
    }

    private static IEnumerable<string> Command(string password, string prefix) =>
        Words.Select(word =>
            word == Secret ? $">{password}" : word.Replace("auth:*", $"{prefix}*", StringComparison.Ordinal)
        );
}
