using System.Diagnostics;
using Auth.TestKit;

namespace Auth.Clients;

/// <summary>Client libraries that people use, over HTTP against the try-out host. eng/test.sh installs what they need.</summary>
public sealed class RealClientTests
{
    /// <summary>These clients register more often than one person would.</summary>
    private static readonly Dictionary<string, string?> Unlimited = new(StringComparer.Ordinal)
    {
        ["Auth__RateLimiting__Policies__app-registration"] = "off",
    };

    private static readonly string[] Flows = ["client_secret_basic", "client_secret_post"];

    [Fact]
    [Trait("rfc", "8414-3")]
    [Trait("rfc", "7591-3")]
    public async Task Oauth4webapi_discovers_registers_and_uses_all_that_is_offered()
    {
        await using var host = await HostProcess.StartAsync();

        var output = await RunAsync("node", host, "oauth4webapi", "client.mjs");

        ShouldHavePassed(output, ["discovery", "discovery of the resource", .. Flows]);
        using var metadata = await host.Client.GetAsync(
            new Uri("/.well-known/oauth-authorization-server/oauth2", UriKind.Relative)
        );
        var advertised = await metadata.Content.ReadAsStringAsync();
        foreach (var (name, member) in new[] { ("DPoP", "dpop_signing_alg"), ("private_key_jwt", "private_key_jwt") })
        {
            var offered = advertised.Contains(member, StringComparison.Ordinal);
            Lines(output).ShouldContain(offered ? $"ok {name}" : $"not offered {name}");
        }
    }

    [Fact]
    [Trait("rfc", "6749-4.4")]
    public async Task Authlib_gets_uses_introspects_and_revokes_tokens_and_understands_refusals()
    {
        await using var host = await HostProcess.StartAsync();

        var output = await RunAsync("/usr/bin/python3", host, "authlib", "client.py");

        ShouldHavePassed(output, Flows);
    }

    [Fact]
    public async Task Mastodon_py_and_toot_register_are_approved_use_and_revoke()
    {
        await using var host = await HostProcess.StartAsync(Unlimited);

        var output = await RunAsync("/usr/bin/python3", host, "mastodon", "client.py");

        ShouldHavePassed(output, ["Mastodon.py", "toot"]);
    }

    [Fact]
    public async Task Masto_js_and_megalodon_register_are_approved_use_and_revoke()
    {
        await using var host = await HostProcess.StartAsync(Unlimited);

        var output = await RunAsync("node", host, "fediverse", "client.mjs");

        ShouldHavePassed(output, ["masto.js", "megalodon mastodon", "megalodon gotosocial"]);
    }

    private static void ShouldHavePassed(string output, IEnumerable<string> cases)
    {
        foreach (var name in cases)
        {
            Lines(output).ShouldContain($"ok {name}", output);
        }

        Lines(output).ShouldNotContain(line => line.StartsWith("not ok", StringComparison.Ordinal), output);
    }

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.TrimEntries);

    private static async Task<string> RunAsync(string program, HostProcess host, string folder, string script)
    {
        var info = new ProcessStartInfo(program, [script, host.Address.ToString()])
        {
            WorkingDirectory = Repository.PathOf("tests", "clients", folder),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What a developer's proxy would do with loopback is none of this test's business.
        info.Environment["NO_PROXY"] = info.Environment["no_proxy"] = "127.0.0.1";
        using var process = Process.Start(info)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            var all = await output + await errors;
            process.ExitCode.ShouldBe(0, all);
            return all;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
