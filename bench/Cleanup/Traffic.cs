using System.Diagnostics;
using Auth.Credentials;
using Auth.Storage;
using Auth.Token;

namespace Auth.Bench.Cleanup;

/// <summary>What callers waited while something else went on, in milliseconds.</summary>
/// <param name="Issued">For a new token.</param>
/// <param name="Found">For finding one that is not cached.</param>
internal sealed record Traffic(List<double> Issued, List<double> Found)
{
    /// <summary>Between two requests of a caller.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    /// <summary>Issues and finds tokens until the task has ended.</summary>
    public static async Task<Traffic> RunWhileAsync(IServiceProvider services, Client client, Task task)
    {
        var issuer = services.GetRequiredService<TokenIssuer>();
        var store = services.GetRequiredService<ITokenStore>();
        var known = CredentialHash.OfToken(await IssueAsync());
        var issued = TimeAsync(task, IssueAsync);
        var found = TimeAsync(task, async () => await store.FindAsync(known, CancellationToken.None));
        await task;
        return new Traffic(await issued, await found);

        async Task<string> IssueAsync() =>
            await issuer.IssueAsync(client, ["read"], TimeSpan.FromHours(1), CancellationToken.None)
                is IssueOutcome.Issued(var token)
                ? token.Token
                : throw new InvalidOperationException("No token was issued.");
    }

    private static async Task<List<double>> TimeAsync(Task task, Func<Task> ask)
    {
        var times = new List<double>();
        while (!task.IsCompleted)
        {
            var started = Stopwatch.GetTimestamp();
            await ask();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await Task.Delay(Pause);
        }

        return times;
    }
}
