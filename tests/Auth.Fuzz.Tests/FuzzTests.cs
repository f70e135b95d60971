using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace Auth.Fuzz;

/// <summary>
/// Twenty thousand requests that no client would send, half of them on each store, at every endpoint. AUTH_FUZZ_SEED and AUTH_FUZZ_COUNT choose others; a failure prints
/// the exact request.
/// </summary>
public sealed partial class FuzzTests
{
    private const int DefaultCount = 10_000;
    private const int RenewEvery = 50;
    private const ulong DefaultSeed = 20_300_101;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly List<int> _statuses = [];
    private readonly HashSet<string> _issued = new(StringComparer.Ordinal);
    private int _sent;

    /// <summary>The stores answer alike, request by request.</summary>
    [Fact]
    [Trait("attack", "60")]
    public async Task No_request_breaks_hangs_or_makes_an_endpoint_tell_a_secret_on_any_store()
    {
        var memory = await RunAsync(sqlite: false);
        var sqlite = await RunAsync(sqlite: true);

        var different = memory.Zip(sqlite).Index().Where(pair => pair.Item.First != pair.Item.Second).ToList();
        different.ShouldBeEmpty();
    }

    /// <summary>Sends all requests to one store.</summary>
    /// <returns>The status of each answer.</returns>
    private static async Task<IReadOnlyList<int>> RunAsync(bool sqlite) => await new FuzzTests().SendAllAsync(sqlite);

    private async Task<IReadOnlyList<int>> SendAllAsync(bool sqlite)
    {
        var mail = new MailDrain();
        var directory = Directory.CreateTempSubdirectory("auth-fuzz-");
        await using var cleaning = new Cleaning(directory);
        await using var app = await FuzzHost.StartAsync(
            mail,
            sqlite ? Path.Combine(directory.FullName, "auth.db") : null
        );
        var server = app.GetTestServer();
        var live = new Live(server, mail);
        var seed = Setting("AUTH_FUZZ_SEED", DefaultSeed);
        var count = (int)Setting("AUTH_FUZZ_COUNT", DefaultCount);
        var watch = Stopwatch.StartNew();

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(seed, 1).WithEndSize(30),
            Prop.ForAll(Arb.From(Generators.Requests), request => SendAsync(request).GetAwaiter().GetResult())
        );

        await RenewAsync();
        _sent.ShouldBe(count);
        // Most requests must get past the first check, or the fuzzer tests one line of code.
        _statuses.Count(status => status is >= 200 and < 300).ShouldBeGreaterThan(count / 10);
        var counts = string.Join(
            ", ",
            _statuses.CountBy(status => status).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}")
        );
        Console.WriteLine(
            $"fuzz: seed {seed}, {(sqlite ? "SQLite" : "in memory")}, {_sent} requests, {_issued.Count} credentials issued, {watch.Elapsed.TotalSeconds:0} s ({counts})"
        );
        return _statuses;

        async Task<bool> SendAsync(FuzzRequest template)
        {
            if (_sent++ % RenewEvery == 0)
            {
                await RenewAsync();
            }

            var request = live.Fill(template);
            try
            {
                Examine(await ExchangeAsync(server, request));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}, request {_sent}: {e.Message}\n\n{request}\n", e);
            }

            return true;
        }

        async Task RenewAsync()
        {
            await live.RenewAsync();
            _issued.UnionWith(live.Secrets);
        }
    }

    private static async Task<Answer> ExchangeAsync(TestServer server, FuzzRequest request)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var context = await server.SendAsync(
            context =>
            {
                context.Request.Method = request.Method;
                context.Request.Path = new PathString(request.Path);
                context.Request.QueryString = new QueryString(request.Query);
                foreach (var (name, value) in request.Headers)
                {
                    context.Request.Headers[name] = value;
                }

                context.Request.Body = new MemoryStream(request.Body, writable: false);
                context.Request.ContentLength = request.Body.Length;
            },
            deadline.Token
        );
        using var reader = new StreamReader(context.Response.Body);
        return new Answer(
            context.Response.StatusCode,
            [.. context.Response.Headers.SelectMany(field => field.Value, (field, value) => (field.Key, value ?? ""))],
            await reader.ReadToEndAsync(deadline.Token)
        );
    }

    /// <summary>What holds of every answer.</summary>
    private void Examine(Answer answer)
    {
        _statuses.Add(answer.Status);
        answer.Status.ShouldBeLessThan(500, answer.Body);
        foreach (var (name, value) in answer.Headers)
        {
            // A real server throws when it is told to send such a field.
            value.All(c => c is >= ' ' and <= '~').ShouldBeTrue($"{name}: {value}");
            if (name == "Content-Type" && value.Contains("json", StringComparison.Ordinal) && answer.Body.Length > 0)
            {
                _ = JsonElement.Parse(answer.Body);
            }
        }

        foreach (var text in answer.Headers.Select(field => field.Value).Append(answer.Body))
        {
            foreach (var credential in Credential().Matches(text).Select(match => match.Value))
            {
                // New ones are being issued by this very answer; none may ever be seen again.
                _issued.Add(credential).ShouldBeTrue($"A credential was told again: {credential}");
            }
        }
    }

    private static ulong Setting(string name, ulong otherwise) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;

    [GeneratedRegex(FuzzHost.Prefix + "_[a-z]{2}_[0-9A-Za-z]{54}", RegexOptions.None, 1000)]
    private static partial Regex Credential();

    /// <summary>Removes a directory when the host that writes to it is gone.</summary>
    private sealed class Cleaning(DirectoryInfo directory) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            directory.Delete(recursive: true);
            return ValueTask.CompletedTask;
        }
    }

    private sealed record Answer(int Status, IReadOnlyList<(string Name, string Value)> Headers, string Body);
}
