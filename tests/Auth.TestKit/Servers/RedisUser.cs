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

    /// <summary>What follows the password in the command: keys, channels and commands.</summary>
    public static IEnumerable<string> Rights => Words.SkipWhile(word => word != Secret).Skip(1);

    /// <summary>The command, with a password and the prefix of keys and channels put in.</summary>
    public static IEnumerable<string> Command(string password, string prefix) =>
        Words.Select(word =>
            word == Secret ? $">{password}" : word.Replace("auth:*", $"{prefix}*", StringComparison.Ordinal)
        );
}
