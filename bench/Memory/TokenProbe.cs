using System.Text;
using Auth.Bench.Hosts;
using Auth.Storage;
using Auth.Token;

namespace Auth.Bench.Memory;

/// <summary>Live tokens of a few clients, in the store in memory and in the cache.</summary>
internal static class TokenProbe
{
    private const int Clients = 100;

    public static async Task<ProbeResult> MeasureAsync(int count)
    {
        await using var host = await Probing.StartAsync(count);
        var issuer = host.Services.GetRequiredService<TokenIssuer>();
        var clients = new List<Client>();
        for (var i = 0; i < Clients; i++)
        {
            clients.Add(await LiveTokens.NewClientAsync(host.Services));
        }

        var length = (await IssueAsync(0)).Length;
        // Not strings: they would be most of what is measured.
        var tokens = new byte[count * length];
        var start = Probing.Heap();
        for (var i = 0; i < count; i++)
        {
            Encoding.ASCII.GetBytes(await IssueAsync(i), tokens.AsSpan(i * length));
        }

        var stored = Probing.Heap();
        var exchange = host.Connect();
        for (var i = 0; i < count; i++)
        {
            await exchange.SendAsync(Header(i));
        }

        var cached = Probing.Heap();
        var time = await Probing.TimeAsync(host, count, Header);
        return new ProbeResult((double)(cached - stored) / count, (double)(stored - start) / count, time, 0);

        async Task<string> IssueAsync(int i) =>
            await issuer.IssueAsync(clients[i % Clients], ["read"], TimeSpan.FromDays(1), CancellationToken.None)
                is IssueOutcome.Issued(var token)
                ? token.Token
                : throw new InvalidOperationException("No token was issued.");

        string Header(int i) => $"Bearer {Encoding.ASCII.GetString(tokens.AsSpan(i * length, length))}";
    }
}
