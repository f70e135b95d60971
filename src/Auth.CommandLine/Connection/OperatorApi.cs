using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auth.CommandLine.Output;

namespace Auth.CommandLine.Connection;

/// <summary>The operator API of one host. A busy host is asked again as it says; no redirect is followed, for it would carry the credentials elsewhere.</summary>
internal sealed class OperatorApi : IDisposable
{
    private const int MaxAnswer = 64 * 1024 * 1024;

    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly HttpClient _client;
    private readonly HostAddress _host;
    private readonly Printer _printer;

    private OperatorApi(HttpClient client, HostAddress host, Printer printer) =>
        (_client, _host, _printer) = (client, host, printer);

    /// <summary>Prepares requests to a host; asks for a token where one is needed.</summary>
    /// <exception cref="AdminException">There are no credentials, or they got no token.</exception>
    public static async Task<OperatorApi> ConnectAsync(HostAddress host, Printer printer, CancellationToken cancelled)
    {
        var client = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = host.Timeout,
            }
        )
        {
            BaseAddress = host.Api,
            Timeout = host.Timeout,
            MaxResponseContentBufferSize = MaxAnswer,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("auth-admin", ToolVersion.Text));
        try
        {
            await RequestCredentials.AddAsync(client, host, cancelled);
        }
        catch
        {
            client.Dispose();
            throw;
        }

        return new OperatorApi(client, host, printer);
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Reads.</summary>
    /// <exception cref="AdminException">The host refuses or cannot be reached.</exception>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancelled) =>
        SendAsync(HttpMethod.Get, path, body: null, cancelled);

    /// <summary>Changes something.</summary>
    /// <returns>The body; undefined when there is none.</returns>
    /// <exception cref="AdminException">The host refuses or cannot be reached.</exception>
    public async Task<JsonElement> SendAsync(
        HttpMethod method,
        string path,
        JsonNode? body,
        CancellationToken cancelled
    )
    {
        var json = body?.ToJsonString();
        var start = Clock.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            using var response = await AskAsync(method, path, json, cancelled);
            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
            {
                var wait = RetryAfter(response) ?? TimeSpan.FromSeconds(1 << Math.Min(attempt, 5));
                if (Clock.GetElapsedTime(start) + wait <= _host.Patience)
                {
                    _printer.Note($"The host is busy; trying again in {Math.Ceiling(wait.TotalSeconds)} s.");
                    await Task.Delay(wait, Clock, cancelled);
                    continue;
                }
            }

            return await ApiAnswer.ReadAsync(response, cancelled);
        }
    }

    /// <summary>Whether an exception means that no answer came.</summary>
    public static bool IsUnreachable(Exception e, CancellationToken cancelled) =>
        e is HttpRequestException or IOException
        || (e is OperationCanceledException && !cancelled.IsCancellationRequested);

    /// <summary>Says so.</summary>
    public static AdminException Unreachable(Uri url, Exception e) =>
        new(
            e is OperationCanceledException
                ? $"{url.GetLeftPart(UriPartial.Authority)} did not answer in time."
                : $"{url.GetLeftPart(UriPartial.Authority)} cannot be reached: {e.Message}"
        );

    private async Task<HttpResponseMessage> AskAsync(
        HttpMethod method,
        string path,
        string? json,
        CancellationToken cancelled
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, new MediaTypeHeaderValue("application/json"));
        }

        try
        {
            return await _client.SendAsync(request, cancelled);
        }
        catch (Exception e) when (IsUnreachable(e, cancelled))
        {
            throw Unreachable(_host.Root, e);
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - Clock.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
