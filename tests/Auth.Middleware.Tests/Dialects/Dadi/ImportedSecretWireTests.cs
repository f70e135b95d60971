using Auth.Credentials;
using Auth.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Dialects.Dadi;

/// <summary>Secrets that people choose, at the token endpoint.</summary>
public sealed class ImportedSecretWireTests
{
    [Fact]
    public async Task A_secret_is_stored_slowly_hashed_and_anew_when_the_rounds_change()
    {
        var rounds = 1_000;
        await using var host = await DadiHost.StartAsync(auth: options => options.ImportedSecrets.Iterations = rounds);
        await host.NewClientAsync("ada");
        var clients = host.Services.GetRequiredService<IClientStore>();
        var old = (await clients.FindAsync("ada", default))!;
        old.Secrets.ShouldHaveSingleItem().Hash.Value.ShouldStartWith("v1$pbkdf2-sha256$1000$");

        await clients.TryUpdateAsync(
            old with
            {
                Secrets = [old.Secrets[0] with { Hash = SlowHash.Create("s", 2_000) }],
            },
            default
        );
        (await host.RequestTokenAsync("ada", "wrong")).Status.ShouldBe(401);
        (await clients.FindAsync("ada", default))!.Secrets[0].Hash.Value.ShouldContain("$2000$");
        (await host.RequestTokenAsync("ada", "s")).Status.ShouldBe(200);

        (await clients.FindAsync("ada", default))!.Secrets[0].Hash.Value.ShouldContain("$1000$");
        (await host.RequestTokenAsync("ada", "s")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_full_line_is_an_outage_and_never_a_refusal()
    {
        await using var host = await DadiHost.StartAsync();
        await host.NewClientAsync("ada");
        var gate = host.Services.GetRequiredService<SlowHashGate>();
        using var hold = new ManualResetEventSlim();
        var line = Enumerable
            .Range(0, SlowHashGate.Slots + SlowHashGate.MaxWaiting)
            .Select(_ =>
                gate.RunAsync(
                        () =>
                        {
                            hold.Wait();
                            return true;
                        },
                        CancellationToken.None
                    )
                    .AsTask()
            )
            .ToList();

        var unknown = await host.RequestTokenAsync("nobody", "x");
        var wrong = await host.RequestTokenAsync("ada", "x");
        var made = await host.PostAsync("/api/clients", """{"clientId":"x","secret":"y"}""", host.Root);
        // Known since it was made above: it needs no slow hash.
        var right = await host.RequestTokenAsync("ada", "s");
        hold.Set();
        await Task.WhenAll(line);

        foreach (var reply in (Rig.WireReply[])[unknown, wrong, made])
        {
            (reply.Status, reply.Text("code"), reply.Header("Retry-After")).ShouldBe((503, "API-0004", "2"));
        }

        unknown.Body.ShouldBe(wrong.Body);
        right.Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_standard_token_endpoint_never_hashes_slowly()
    {
        await using var host = await DadiHost.StartAsync();
        await host.NewClientAsync("ada");

        var reply = await host.SendAsync(
            "POST",
            "/oauth2/token",
            body: DadiHost.Raw(
                "grant_type=client_credentials&client_id=ada&client_secret=s",
                "application/x-www-form-urlencoded"
            )
        );

        reply.Status.ShouldBe(401);
        reply.Text("error").ShouldBe("invalid_client");
    }
}
