using Auth.Rig;
using Auth.Storage;
using Auth.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Dialects.Openverse;

/// <summary>Nothing that a developer sends gets into a mail other than the address it goes to.</summary>
public sealed class MailInjectionTests : IDisposable
{
    private const string Canary = "canary";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("auth-mail-");

    public static TheoryData<string> Hostile =>
        [
            $"a\r\nBcc: {Canary}@example.net",
            $"a\nBcc: {Canary}@example.net",
            $"a\rBcc: {Canary}@example.net",
            $"a%0d%0aBcc: {Canary}@example.net",
            $"a\u2028Bcc: {Canary}@example.net",
            $"a\u0085Bcc: {Canary}@example.net",
            $"\"a\r\nRCPT TO:<{Canary}@example.net>\"@example.org",
            $"=?utf-8?q?a=0ABcc:_{Canary}=40example.net?=",
            $"a@example.org, {Canary}@example.net",
            $"a@example.org\r\n\r\n{Canary}",
            $"<script>{Canary}</script>",
            $"{{{{7*7}}}} {Canary} https://evil.example/",
            $"\u202e{Canary}\u200b",
            $"\r\n.\r\n{Canary}",
        ];

    [Theory]
    [MemberData(nameof(Hostile))]
    [Trait("attack", "24")]
    [Trait("attack", "25")]
    public async Task Hostile_text_never_reaches_a_mail(string text)
    {
        await using var host = await StartAsync();
        var drop = new MailDrop(_directory.FullName);

        await RegisterAsync(host, "name", text);
        await RegisterAsync(host, "description", text);
        await RegisterAsync(host, "email", text);
        await RegisterAsync(host, "email", $"{text}@example.org");
        var owed = await host.Services.GetRequiredService<IOutboxStore>().CountAsync(CancellationToken.None);
        await host.DeliverAsync();

        owed.ShouldBeGreaterThanOrEqualTo(2, "name and description may be anything");
        drop.Count.ShouldBe(owed);
        for (var i = 0; i < owed; i++)
        {
            var mail = await drop.NextAsync();
            mail.To.ShouldBe("dev@example.org");
            mail.Headers.Select(field => field.Key)
                .ShouldBe(
                    [
                        "X-Sender",
                        "X-Receiver",
                        "MIME-Version",
                        "From",
                        "To",
                        "Date",
                        "Subject",
                        "Content-Type",
                        "Content-Transfer-Encoding",
                    ],
                    ignoreOrder: true
                );
            mail.Header("X-Receiver").ShouldBe("dev@example.org");
            mail.Subject.ShouldBe("Verify your API credentials");
            mail.Body.ShouldNotContain(Canary);
            mail.Links.ShouldHaveSingleItem().Host.ShouldBe("api.example.com");
        }
    }

    [Theory]
    [InlineData("Dev+tag@Example.ORG", "Dev+tag@example.org")]
    [InlineData("o'neil!#$%&*?=^_`{|}~/-@example.org", "o'neil!#$%&*?=^_`{|}~/-@example.org")]
    [InlineData("dev@bücher.example", "dev@xn--bcher-kva.example")]
    [Trait("attack", "24")]
    public async Task An_unusual_address_gets_its_mail_and_nobody_else(string email, string receiver)
    {
        await using var host = await StartAsync();
        await host.RegisterAsync(email: email);

        await host.DeliverAsync();

        var mail = await new MailDrop(_directory.FullName).NextAsync();
        mail.Header("X-Receiver").ShouldBe(receiver);
        mail.Header("Cc").ShouldBeNull();
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private Task<OpenverseHost> StartAsync() =>
        OpenverseHost.StartAsync(configure: setup =>
        {
            setup.RealSender = true;
            setup.Auth = options => options.Mail.PickupDirectory = _directory.FullName;
        });

    private static async Task RegisterAsync(OpenverseHost host, string field, string value)
    {
        var fields = new Dictionary<string, string>
        {
            ["name"] = $"Project {field}",
            ["description"] = "Tests",
            ["email"] = "dev@example.org",
            [field] = value,
        };
        var reply = await host.PostFormAsync(OpenverseHost.RegisterPath, fields.Select(pair => (pair.Key, pair.Value)));
        reply.Status.ShouldBeOneOf(201, 400);
    }
}
