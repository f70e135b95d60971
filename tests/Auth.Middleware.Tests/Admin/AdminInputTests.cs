using System.Net.Http.Headers;
using System.Text;
using Auth.Pipeline;
using Microsoft.AspNetCore.Builder;

namespace Auth.Admin;

/// <summary>What an operator's program sends wrong is answered with problem details, and nothing changes.</summary>
public sealed class AdminInputTests
{
    [Theory]
    [InlineData("PATCH", "{}")]
    [InlineData("PATCH", "{\"color\":1}")]
    [InlineData("PATCH", "{\"Tier\":\"enhanced\"}")]
    [InlineData("PATCH", "{\"tier\":\"enhanced\",\"color\":1}")]
    [InlineData("PATCH", "{\"tier\":null}")]
    [InlineData("PATCH", "{\"tier\":3}")]
    [InlineData("PATCH", "{\"tier\":\"gold\"}")]
    [InlineData("PATCH", "{\"tier\":\"anonymous\"}")]
    [InlineData("PATCH", "{\"tier\":\"Anonymous\"}")]
    [InlineData("PATCH", "{\"tier\":\"standard\\u0000\"}")]
    [InlineData("PATCH", "{\"verified\":\"true\"}")]
    [InlineData("PATCH", "{\"verified\":null}")]
    [InlineData("PATCH", "{\"disabled\":1}")]
    [InlineData("PATCH", "{\"limits\":[]}")]
    [InlineData("PATCH", "{\"limits\":null}")]
    [InlineData("PATCH", "{\"limits\":{\"burst\":\"fast\"}}")]
    [InlineData("PATCH", "{\"limits\":{\"burst\":5}}")]
    [InlineData("PATCH", "{\"limits\":{\"b u\":\"5/min\"}}")]
    [InlineData("PATCH", "{\"limits\":{\"burst\":\"5/min\",\"BURST\":\"6/min\"}}")]
    [InlineData("PATCH", "{\"tier\":\"enhanced\",\"tier\":\"standard\"}")]
    [InlineData("PATCH", "[]")]
    [InlineData("PATCH", "null")]
    [InlineData("PATCH", "{\"tier\":\"\\ud800\"}")]
    [InlineData("PATCH", "{\"tier\":\"enhanced\"")]
    [InlineData("PATCH", "")]
    [InlineData("POST", "{}")]
    [InlineData("POST", "{\"name\":\"\"}")]
    [InlineData("POST", "{\"name\":\"  \"}")]
    [InlineData("POST", "{\"name\":\"\\u200b\\u200d\"}")]
    [InlineData("POST", "{\"name\":7}")]
    [InlineData("POST", "{\"name\":\"a\\u0000b\"}")]
    [InlineData("POST", "{\"name\":\"App\",\"email\":\"nobody\"}")]
    [InlineData("POST", "{\"name\":\"App\",\"email\":[\"a@example.org\"]}")]
    [InlineData("POST", "{\"name\":\"App\",\"description\":{}}")]
    [InlineData("POST", "{\"name\":\"App\",\"description\":\"\"}")]
    [InlineData("POST", "{\"name\":\"App\",\"scope\":5}")]
    [InlineData("POST", "{\"name\":\"App\",\"scope\":[\"read\"]}")]
    [InlineData("POST", "{\"name\":\"App\",\"scope\":\"quo\\\"ted\"}")]
    [InlineData("POST", "{\"name\":\"App\",\"tier\":\"enhanced\"}")]
    public async Task A_wrong_body_is_told_what_is_wrong(string method, string body)
    {
        await using var admin = await AdminHost.StartAsync();
        var caller = await admin.Host.RegisterAsync();
        var path = method == "POST" ? "/clients" : $"/clients/{caller.Client.Id}";

        using var response = await admin.SendAsync(method, path, body);

        ((int)response.StatusCode).ShouldBe(400);
        (await response.ProblemAsync()).GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        var clients = (await admin.DoAsync("GET", "/clients")).GetProperty("clients").EnumerateArray().ToList();
        clients.ShouldHaveSingleItem().GetProperty("version").GetInt64().ShouldBe(1);
    }

    [Theory]
    [InlineData("secret", "{\"overlap_seconds\":-1}")]
    [InlineData("secret", "{\"overlap_seconds\":604801}")]
    [InlineData("secret", "{\"overlap_seconds\":1.5}")]
    [InlineData("secret", "{\"overlap_seconds\":\"60\"}")]
    [InlineData("secret", "{\"overlap_seconds\":99999999999}")]
    [InlineData("secret", "{\"overlap\":60}")]
    public async Task A_wrong_overlap_rotates_nothing(string action, string body)
    {
        await using var admin = await AdminHost.StartAsync();
        var caller = await admin.Host.RegisterAsync();

        using var response = await admin.SendAsync("POST", $"/clients/{caller.Client.Id}/{action}", body);

        ((int)response.StatusCode).ShouldBe(400);
        await response.ProblemAsync();
        var client = await admin.DoAsync("GET", $"/clients/{caller.Client.Id}");
        client.GetProperty("secrets").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_body_of_another_kind_or_size_is_refused()
    {
        await using var admin = await AdminHost.StartAsync();
        var path = $"/clients/{(await admin.Host.RegisterAsync()).Client.Id}";
        var utf16 = new StringContent("{\"tier\":\"enhanced\"}", Encoding.Unicode, "application/json");
        (HttpContent Body, int Status)[] cases =
        [
            (new FormUrlEncodedContent([KeyValuePair.Create("tier", "enhanced")]), 415),
            (new StringContent("{\"tier\":\"enhanced\"}", Encoding.UTF8, "text/plain"), 415),
            (new ByteArrayContent("{\"tier\":\"enhanced\"}"u8.ToArray()), 415),
            (utf16, 400),
            (new StringContent($"{{\"tier\":\"{new string('x', 17_000)}\"}}", Encoding.UTF8, "application/json"), 413),
        ];

        foreach (var (body, status) in cases)
        {
            using var response = await admin.SendAsync("PATCH", path, body);
            ((int)response.StatusCode).ShouldBe(status);
            await response.ProblemAsync();
        }
    }

    [Theory]
    [InlineData("GET", "/clients/nobody")]
    [InlineData("PATCH", "/clients/nobody")]
    [InlineData("DELETE", "/clients/nobody")]
    [InlineData("POST", "/clients/nobody/revoke-tokens")]
    [InlineData("POST", "/clients/nobody/secret")]
    [InlineData("POST", "/tier-requests/nobody/approve")]
    [InlineData("POST", "/tier-requests/nobody/decline")]
    public async Task What_is_not_there_is_not_found(string method, string path)
    {
        await using var admin = await AdminHost.StartAsync();

        using var response = await admin.SendAsync(method, path, method == "PATCH" ? "{\"disabled\":true}" : null);

        ((int)response.StatusCode).ShouldBe(404);
        await response.ProblemAsync();
    }

    [Theory]
    [InlineData("/clients?limit=0")]
    [InlineData("/clients?limit=201")]
    [InlineData("/clients?limit=-1")]
    [InlineData("/clients?limit=ten")]
    [InlineData("/clients?limit=1&limit=2")]
    [InlineData("/clients?q=a%00b")]
    [InlineData("/clients?after=a%00b")]
    [InlineData("/tier-requests?status=open")]
    [InlineData("/tier-requests?status=1")]
    [InlineData("/tier-requests?status=pending,approved")]
    [InlineData("/tier-requests?after=a%00b")]
    public async Task A_wrong_query_is_refused(string path)
    {
        await using var admin = await AdminHost.StartAsync();

        using var response = await admin.SendAsync("GET", path);

        ((int)response.StatusCode).ShouldBe(400);
        await response.ProblemAsync();
    }

    [Fact]
    public async Task A_note_is_text_of_a_certain_length()
    {
        await using var admin = await AdminHost.StartAsync();
        foreach (
            var body in (object[])
                [new { note = 5 }, new { note = new string('x', 2_001) }, "{\"note\":\"\\u0000\"}", new { notes = "x" }]
        )
        {
            using var response = await admin.SendAsync("POST", "/tier-requests/any/approve", body);
            ((int)response.StatusCode).ShouldBe(400);
        }
    }

    [Fact]
    public async Task A_bearer_token_of_a_client_is_no_key_to_it()
    {
        await using var host = await PipelineHost.StartAsync(app => app.MapAuthAdmin("/admin").RequireAuthorization());
        var caller = await host.RegisterAsync("exempt", ["admin"]);
        var request = new HttpRequestMessage(HttpMethod.Delete, $"/admin/clients/{caller.Client.Id}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", caller.Token);

        using var response = await host.Http.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(401);
    }
}
