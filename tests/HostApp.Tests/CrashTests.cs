using System.Collections.Concurrent;
using Auth.TestKit;
using Microsoft.Data.Sqlite;

namespace HostApp.Tests;

/// <summary>The process is killed in the middle of its work: what a caller was told stays true.</summary>
public sealed class CrashTests
{
    private const int Rounds = 3;
    private const int Workers = 6;
    private const int AnswersBeforeKill = 40;

    [Fact]
    public async Task After_kill_9_every_answer_that_was_received_is_kept()
    {
        var settings = OpenHost.Settings;
        settings["Auth__RateLimiting__Tiers__anonymous__burst"] = "off";
        settings["Auth__RateLimiting__Tiers__anonymous__sustained"] = "off";
        await using var host = await HostProcess.StartAsync(settings);
        var received = new Received();

        for (var round = 0; round < Rounds; round++)
        {
            await WorkUntilKilledAsync(host, round, received);
            await host.StartAgainAsync();
            await AssertKeptAsync(host, received);
        }

        received.Clients.Count.ShouldBeGreaterThan(Rounds);
        await EndLeasesAsync(host);
        foreach (var client in received.Clients)
        {
            var mail = await host.Mail.NextToAsync(client.Email, TimeSpan.FromMinutes(1));
            mail.Subject.ShouldBe("Verify your API credentials");
            (await host.GetAsync(mail.Links.ShouldHaveSingleItem().PathAndQuery)).Status.ShouldBe(200);
        }

        (await host.StopAsync()).ShouldBe(0);
    }

    /// <summary>Workers register and fetch tokens until the process is killed under them, after a number of answers.</summary>
    private static async Task WorkUntilKilledAsync(HostProcess host, int round, Received received)
    {
        var answers = 0;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var workers = Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(worker))).ToArray();
        await Task.WhenAny(enough.Task, Task.WhenAll(workers));
        await host.KillAsync();
        await Task.WhenAll(workers);

        async Task WorkAsync(int worker)
        {
            for (var i = 0; i < 200; i++)
            {
                var number = $"{round}-{worker}-{i}";
                var (name, email) = ($"Crash {number}", $"crash-{number}@example.org");
                try
                {
                    var registered = await host.RegisterAsync(name, email);
                    registered.Status.ShouldBe(201, registered.Body);
                    var client = (Id: registered.Text("client_id"), Secret: registered.Text("client_secret"));
                    received.Clients.Add(new Application(client.Id, client.Secret, name, email, ""));
                    Answered();

                    var token = await host.RequestTokenAsync(client.Id, client.Secret);
                    token.Status.ShouldBe(200, token.Body);
                    received.Tokens.Add(token.Text("access_token"));
                    Answered();
                }
                catch (Exception e) when (e is HttpRequestException or IOException)
                {
                    // Killed: whatever was under way was not answered.
                    return;
                }
            }
        }

        void Answered()
        {
            if (Interlocked.Increment(ref answers) == AnswersBeforeKill)
            {
                enough.SetResult();
            }
        }
    }

    private static async Task AssertKeptAsync(HostProcess host, Received received)
    {
        foreach (var token in received.Tokens)
        {
            (await host.GetAsync("v1/images/?page_size=1", token)).Status.ShouldBe(200);
        }

        foreach (var client in received.Clients)
        {
            (await host.RequestTokenAsync(client.Id, client.Secret)).Status.ShouldBe(200);
            var again = await host.RegisterAsync(client.Name, client.Email);
            again.Body.ShouldBe("""{"name":["An application with this name already exists."]}""");
        }
    }

    /// <summary>
    /// A mail that the dead process had claimed is sent when its lease has ended, after two minutes. This lets them pass: every mail that waits
    /// is made due, which is all that time does to it.
    /// </summary>
    private static async Task EndLeasesAsync(HostProcess host)
    {
        (await host.StopAsync()).ShouldBe(0);
        await using (
            var connection = new SqliteConnection(
                $"Data Source={Path.Combine(host.DataDirectory, "auth.db")};Pooling=False"
            )
        )
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE AuthOutbox SET DueAt = DueAt - $lease";
            command.Parameters.AddWithValue("$lease", TimeSpan.FromMinutes(2).Ticks);
            await command.ExecuteNonQueryAsync();
        }

        await host.StartAgainAsync();
    }

    /// <summary>What callers were told.</summary>
    private sealed class Received
    {
        public ConcurrentBag<Application> Clients { get; } = [];

        public ConcurrentBag<string> Tokens { get; } = [];
    }
}
