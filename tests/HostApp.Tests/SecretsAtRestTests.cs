using System.Text;
using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>What was issued is found nowhere: not in the database, not in its log, not in what the host writes about itself.</summary>
public sealed class SecretsAtRestTests
{
    [Fact]
    [Trait("attack", "9")]
    [Trait("attack", "20")]
    public async Task Neither_the_database_nor_the_log_holds_a_secret_a_token_a_code_or_an_address()
    {
        var settings = OpenHost.Settings;
        settings["Logging__LogLevel__Auth"] = "Trace";
        await using var host = await HostProcess.StartAsync(settings);
        var secrets = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            secrets.AddRange(await UseEverythingAsync(host));
        }

        var before = host.Output;
        var running = Haystacks(host);
        await host.RestartAsync();
        var haystacks = running
            .Concat(Haystacks(host))
            .Append(("log", Encoding.UTF8.GetBytes(before + host.Output)))
            .ToList();

        haystacks.Select(haystack => haystack.Item1).ShouldContain("auth.db-wal");
        haystacks.Select(haystack => haystack.Item1).ShouldContain("auth.db");
        var found =
            from haystack in haystacks
            from secret in secrets.Append(HostCalls.OperatorKey)
            from form in Forms(secret)
            where haystack.Item2.AsSpan().IndexOf(form.Bytes) >= 0
            select $"{haystack.Item1} holds {secret} ({form.Name})";
        found.ShouldBeEmpty();
        secrets.Count.ShouldBe(3 * 8);

        // The search finds what is there.
        var control = Encoding.UTF8.GetBytes("Made a server key");
        haystacks[^1].Item2.AsSpan().IndexOf(control).ShouldBeGreaterThanOrEqualTo(0);
    }

    /// <summary>Uses every path that handles a credential, rightly and wrongly.</summary>
    private static async Task<string[]> UseEverythingAsync(HostProcess host)
    {
        var application = await host.NewApplicationAsync();
        var mail = await host.Mail.NextToAsync(application.Email, TimeSpan.FromSeconds(30));
        var code = Code(mail);
        (string, string)[] credentials = [("client_id", application.Id), ("client_secret", application.Secret)];
        (await host.FormAsync("v1/auth_tokens/verify/", credentials)).Status.ShouldBe(202);
        var second = Code(await host.Mail.NextToAsync(application.Email, TimeSpan.FromSeconds(30)));

        // Where credentials do not belong, and in requests that fail.
        await host.GetAsync($"v1/images/?access_token={application.Token}&client_secret={application.Secret}");
        await host.FormAsync($"v1/auth_tokens/token/?client_secret={application.Secret}", credentials);
        await host.FormAsync("v1/auth_tokens/token/", [("grant_type", application.Secret), .. credentials]);
        await host.GetAsync($"nowhere/{application.Secret}/{application.Token}");
        await host.GetAsync($"v1/auth_tokens/verify/{code}x/");
        await host.GetAsync("v1/images/", application.Token + "x");
        await host.RegisterAsync(application.Name, application.Email);
        await host.RequestTokenAsync(application.Id, application.Token);
        await host.SendAsync(
            HttpMethod.Post,
            "v1/auth_tokens/register/",
            body: new StringContent($"{{\"name\":\"{application.Secret}", Encoding.UTF8, "application/json")
        );

        (await host.GetAsync($"v1/auth_tokens/verify/{code}/")).Status.ShouldBe(200);
        (await host.GetAsync("v1/images/", application.Token)).Status.ShouldBe(200);
        var rotated = await host.OperateAsync("POST", $"clients/{application.Id}/secret");
        var token = await host.RequestTokenAsync(application.Id, rotated.Text("client_secret"));
        var other = await host.RequestTokenAsync(application.Id, application.Secret);
        await host.FormAsync("v1/auth_tokens/revoke_token/", [("token", other.Text("access_token")), .. credentials]);
        await host.FormAsync("v1/auth_tokens/introspect/", [("token", token.Text("access_token")), .. credentials]);
        (await host.OperateAsync("GET", "clients?q=" + Uri.EscapeDataString(application.Email))).Status.ShouldBe(200);
        return
        [
            application.Secret,
            application.Token,
            application.Email,
            code,
            second,
            rotated.Text("client_secret"),
            token.Text("access_token"),
            other.Text("access_token"),
        ];
    }

    private static string Code(EmlMessage mail) => mail.Links.ShouldHaveSingleItem().Segments[^1].TrimEnd('/');

    /// <summary>What the host has written: all but the server key, and the mail, which is how codes get to people.</summary>
    private static List<(string, byte[])> Haystacks(HostProcess host)
    {
        var files = new DirectoryInfo(host.DataDirectory)
            .GetFiles()
            .Where(file => file.Name is not "auth.key")
            .ToList();
        return [.. files.Select(file => (file.Name, Read(file.FullName)))];

        static byte[] Read(string path)
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
    }

    /// <summary>The text as it is, backwards, in hex, in UTF-16, and in base64 at each of the three places it may begin at.</summary>
    private static IEnumerable<(string Name, byte[] Bytes)> Forms(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return ("plain", bytes);
        yield return ("reversed", [.. bytes.Reverse()]);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(secret));
        yield return ("hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)));
        yield return ("HEX", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)));
        for (var skip = 0; skip < 3; skip++)
        {
            var whole = bytes.AsSpan(skip, (bytes.Length - skip) / 3 * 3);
            yield return ($"base64+{skip}", Encoding.ASCII.GetBytes(Convert.ToBase64String(whole)));
        }
    }
}
