using Auth.Rig;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Dialects.Dadi;

public sealed class MemoryResetTests() : ResetTests(StoreKind.Memory);

public sealed class SqliteResetTests() : ResetTests(StoreKind.Sqlite);

public sealed class PostgreSqlResetTests() : ResetTests(StoreKind.PostgreSql);

/// <summary><c>/api/reset</c>.</summary>
public abstract class ResetTests(StoreKind store) : DadiTest(store)
{
    private readonly Mailbox _mailbox = new();
    private DadiHost _open = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _open = await DadiHost.StartAsync(Store, auth => auth.Services.AddSingleton<IDadiPasswordReset>(_mailbox));
        await _open.NewClientAsync("ada", ""","email":"ada@example.org" """);
    }

    [Fact]
    public async Task Without_a_sender_there_is_no_such_path()
    {
        ShouldBe(await Host.PostAsync("/api/reset", """{"clientId":"testClient"}"""), 404, "");
        ShouldBe(await Host.PostAsync("/api/reset/x", """{"secret":"x"}"""), 404, "");
    }

    [Theory]
    [InlineData("""{"clientId":"ada","data":{"page":1}}""")]
    [InlineData("""{"email":"ada@example.org","data":{"page":1}}""")]
    public async Task A_code_replaces_the_secret_once(string body)
    {
        await using var closing = _open;
        ShouldBe(await _open.PostAsync("/api/reset", body), 200, """{"success":true}""");
        var sent = _mailbox.Sent.ShouldHaveSingleItem();
        (sent.ClientId, sent.Email, sent.Data).ShouldBe(("ada", "ada@example.org", """{"page":1}"""));
        sent.Token.ShouldStartWith("auth_sr_");
        (await _open.RequestTokenAsync("ada", "s")).Status.ShouldBe(200, "nobody is locked out by asking");

        ShouldBe(await _open.PostAsync($"/api/reset/{sent.Token}", """{"secret":"n"}"""), 200, """{"success":true}""");

        (await _open.RequestTokenAsync("ada", "s")).Status.ShouldBe(401);
        (await _open.RequestTokenAsync("ada", "n")).Status.ShouldBe(200);
        ShouldBe(await _open.PostAsync($"/api/reset/{sent.Token}", """{"secret":"m"}"""), 403, Forbidden);
    }

    [Fact]
    public async Task Unknown_clients_and_bad_codes_are_refused()
    {
        await using var closing = _open;
        ShouldBe(await _open.PostAsync("/api/reset", """{"clientId":"nobody"}"""), 404, "");
        ShouldBe(await _open.PostAsync("/api/reset", """{"email":"nobody@example.org"}"""), 404, "");
        ShouldBe(await _open.PostAsync("/api/reset", "{}"), 404, "");
        ShouldBe(await _open.PostAsync("/api/reset/invented", """{"secret":"n"}"""), 403, Forbidden);
        ShouldBe(
            await _open.PostAsync("/api/reset/invented", "{}"),
            400,
            Errors(Error("ERROR_REQUIRED", "secret", "must be specified"))
        );
        _mailbox.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task There_is_one_code_at_a_time_and_it_ends()
    {
        await using var closing = _open;
        await _open.PostAsync("/api/reset", """{"clientId":"ada"}""");
        ShouldBe(await _open.PostAsync("/api/reset", """{"clientId":"ada"}"""), 403, Forbidden);
        var token = _mailbox.Sent.ShouldHaveSingleItem().Token;

        _open.Clock.Advance(TimeSpan.FromMinutes(10));
        ShouldBe(await _open.PostAsync($"/api/reset/{token}", """{"secret":"n"}"""), 403, Forbidden);
        // The sliding window returns a unit up to a twentieth late.
        _open.Clock.Advance(TimeSpan.FromSeconds(31));

        (await _open.PostAsync("/api/reset", """{"clientId":"ada"}""")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_mail_that_cannot_be_sent_is_an_outage()
    {
        await using var closing = _open;
        _mailbox.Fails = true;

        var reply = await _open.PostAsync("/api/reset", """{"clientId":"ada"}""");

        (reply.Status, reply.Text("code")).ShouldBe((503, "API-0004"));
    }

    private sealed class Mailbox : IDadiPasswordReset
    {
        public List<DadiPasswordReset> Sent { get; } = [];

        public bool Fails { get; set; }

        public ValueTask SendAsync(DadiPasswordReset reset, CancellationToken cancellationToken)
        {
            if (Fails)
            {
                throw new IOException("No mail today.");
            }

            Sent.Add(reset);
            return ValueTask.CompletedTask;
        }
    }
}
