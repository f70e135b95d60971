using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Auth.TestKit.Tests;

public sealed class EmlMessageTests : IDisposable
{
    private readonly DirectoryInfo _pickup = Directory.CreateTempSubdirectory("auth-mail-");

    public void Dispose() => _pickup.Delete(recursive: true);

    [Theory]
    [InlineData(TransferEncoding.Base64)]
    [InlineData(TransferEncoding.QuotedPrintable)]
    [InlineData(TransferEncoding.EightBit)]
    public async Task What_SmtpClient_writes_is_read_back(TransferEncoding encoding)
    {
        const string Subject =
            "Bestätigen Sie „Ümläut-App“: ein Betreff, der viel zu lang für eine einzige Zeile ist – 確認してください 🔑🔑🔑🔑";
        const string Body =
            "Grüße = 100 %\nhttps://api.example.com/verify?token=abc_DEF-123&x=%20y\n\nEine sehr lange Zeile, die über die sechsundsiebzig Zeichen hinausgeht, mit äöü.\n.Punkt";

        var mail = await SendAsync(message =>
        {
            message.Subject = Subject;
            message.Body = Body;
            message.BodyTransferEncoding = encoding;
        });

        mail.Subject.ShouldBe(Subject);
        mail.Body.TrimEnd('\n').ShouldBe(Body);
        mail.To.ShouldBe("dev@example.org");
        mail.From.ShouldContain("no-reply@example.com");
        mail.MediaType.ShouldBe("text/plain");
        mail.Links.ShouldBe([new Uri("https://api.example.com/verify?token=abc_DEF-123&x=%20y")]);
    }

    [Fact]
    public async Task Plain_ASCII_is_read_back()
    {
        var mail = await SendAsync(message => (message.Subject, message.Body) = ("Hello", "One\nTwo = 2"));

        mail.Subject.ShouldBe("Hello");
        mail.Body.TrimEnd('\n').ShouldBe("One\nTwo = 2");
    }

    [Fact]
    public async Task Alternatives_are_read_back()
    {
        var mail = await SendAsync(message =>
        {
            message.AlternateViews.Add(
                AlternateView.CreateAlternateViewFromString("Grüße", Encoding.UTF8, "text/plain")
            );
            message.AlternateViews.Add(
                AlternateView.CreateAlternateViewFromString("<b>Grüße</b>", Encoding.UTF8, "text/html")
            );
        });

        mail.Body.TrimEnd('\n').ShouldBe("Grüße");
        mail.Html!.TrimEnd('\n').ShouldBe("<b>Grüße</b>");
    }

    [Theory]
    [InlineData("=?utf-8?B?w7w=?=", "ü")]
    [InlineData("=?UTF-8?q?a_b=C3=BC?= c", "a bü c")]
    [InlineData("=?utf-8?B?8J+U?= =?utf-8?B?kQ==?=", "🔑")]
    [InlineData("=?utf-8?Q?a?=\r\n =?utf-8?Q?b?=", "ab")]
    [InlineData("x =?utf-8?Q?a?= y", "x a y")]
    [InlineData("1\r\n\t2", "1\t2")]
    [InlineData("no =?word", "no =?word")]
    public void Header_fields_are_unfolded_and_decoded(string raw, string decoded) =>
        EmlMessage.Parse($"Subject: {raw}\r\n\r\n").Subject.ShouldBe(decoded);

    [Fact]
    public void Soft_line_breaks_and_escapes_are_undone() =>
        EmlMessage
            .Parse(
                "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\na=\r\nb=3D=C3=BC\r\n"
            )
            .Body.ShouldBe("ab=ü\n");

    [Theory]
    [InlineData("Subject: x\r\n")]
    [InlineData("Subject x\r\n\r\n")]
    [InlineData("Sub ject: x\r\n\r\n")]
    [InlineData(" folded: x\r\n\r\n")]
    [InlineData("Content-Transfer-Encoding: uuencode\r\n\r\n")]
    [InlineData("Content-Transfer-Encoding: base64\r\n\r\n!!")]
    [InlineData("Content-Transfer-Encoding: quoted-printable\r\n\r\na=4")]
    [InlineData("Content-Transfer-Encoding: quoted-printable\r\n\r\na=GG")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx")]
    [InlineData("Content-Type: multipart/mixed\r\n\r\nx")]
    public void What_is_malformed_is_refused(string text) =>
        Should.Throw<FormatException>(() => EmlMessage.Parse(text));

    private async Task<EmlMessage> SendAsync(Action<MailMessage> prepare)
    {
        using var client = new SmtpClient
        {
            DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
            PickupDirectoryLocation = _pickup.FullName,
        };
        using var message = new MailMessage("Auth <no-reply@example.com>", "dev@example.org");
        message.SubjectEncoding = Encoding.UTF8;
        message.BodyEncoding = Encoding.UTF8;
        prepare(message);
        await client.SendMailAsync(message);
        return await new MailDrop(_pickup.FullName).NextAsync();
    }
}
