using System.Net;
using System.Text.RegularExpressions;
using Auth.Pipeline;
using Auth.Rig;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Dashboard;

/// <summary>A host with the dashboard at <c>/dash</c>, open to the test, and a browser that keeps cookies and reads forms.</summary>
internal sealed partial class DashboardHost(PipelineHost host, FaultInjector? faults) : IAsyncDisposable
{
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);

    public PipelineHost Host => host;

    public FaultInjector Faults => faults!;

    public static async Task<DashboardHost> StartAsync(bool withFaults = false)
    {
        var faults = withFaults ? new FaultInjector() : null;
        return new(
            await PipelineHost.StartAsync(
                new PipelineSetup
                {
                    Auth = builder =>
                    {
                        builder.AddScope("orders:read", "Read orders").AddOpenverseDialect();
                        faults?.Attach(builder);
                    },
                    Map = app =>
                    {
                        app.MapAuthDashboard("/dash")
                            .RequireAuthorization(policy => policy.RequireAssertion(_ => true));
                        app.MapGet("/", () => "in").RequireScope();
                    },
                }
            ),
            faults
        );
    }

    /// <summary>Loads a page that is there.</summary>
    public async Task<string> PageAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return text;
    }

    /// <summary>Sends the form of a page that has a button, as a browser would, with more fields or other values.</summary>
    public Task<HttpResponseMessage> SubmitAsync(
        string page,
        string button,
        params (string Name, string Value)[] fields
    )
    {
        var form = Form()
            .Matches(page)
            .First(match => match.Groups["body"].Value.Contains($">{button}</button>", StringComparison.Ordinal));
        var values = Input()
            .Matches(form.Groups["body"].Value)
            .Where(match => !match.Value.Contains("checkbox", StringComparison.Ordinal))
            .ToDictionary(
                match => Attribute(match.Value, "name"),
                match => Attribute(match.Value, "value"),
                StringComparer.Ordinal
            );
        foreach (var (name, value) in fields)
        {
            values[name] = value;
        }

        return SendAsync(
            HttpMethod.Post,
            WebUtility.HtmlDecode(form.Groups["action"].Value),
            new FormUrlEncodedContent(values)
        );
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (_cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        var response = await host.Http.SendAsync(request);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            _cookies[pair[0]] = pair[1];
        }

        return response;
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private static string Attribute(string tag, string name) =>
        WebUtility.HtmlDecode(
            Regex
                .Match(tag, $" {name}=\"(?<value>[^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1))
                .Groups["value"]
                .Value
        );

    [GeneratedRegex(
        "<form method=\"post\" action=\"(?<action>[^\"]*)\">(?<body>.*?)</form>",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Form();

    [GeneratedRegex("<input [^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Input();
}
