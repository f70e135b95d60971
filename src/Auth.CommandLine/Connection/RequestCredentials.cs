using System.Net.Http.Headers;
using Spectre.Console;

namespace Auth.CommandLine.Connection;

/// <summary>What the user gave to be let in with.</summary>
internal sealed record CredentialSettings(
    FileInfo? HeaderFile,
    string HeaderName,
    string? Key,
    string? ClientId,
    string? ClientSecret,
    Uri? TokenUrl,
    bool Insecure
)
{
    /// <summary>Does not show the secrets.</summary>
    public override string ToString() => $"CredentialSettings {{ HeaderName = {HeaderName}, ClientId = {ClientId} }}";
}

/// <summary>Puts credentials on all requests: headers of a file, the operator's key, or a token.</summary>
internal static class RequestCredentials
{
    /// <summary>The header that carries the operator's key.</summary>
    public const string DefaultHeader = "X-Operator-Key";

    /// <summary>Adds what the user gave; the first of file, client and key counts.</summary>
    /// <exception cref="AdminException">There is nothing, or it is malformed.</exception>
    public static async Task AddAsync(HttpClient client, HostAddress host, CancellationToken cancelled)
    {
        var settings = host.Credentials;
        if (settings.HeaderFile is { } file)
        {
            await AddFileAsync(client.DefaultRequestHeaders, file, cancelled);
        }
        else if (settings.ClientId is { } id)
        {
            var secret = settings.ClientSecret ?? Ask($"Secret of {id}", "AUTH_ADMIN_CLIENT_SECRET");
            var token = await TokenExchange.RequestAsync(client, host, id, secret, cancelled);
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        else
        {
            var key = settings.Key ?? Ask("Operator key", "AUTH_ADMIN_KEY (or give --header-file or --client-id)");
            Add(client.DefaultRequestHeaders, settings.HeaderName, key);
        }
    }

    private static async Task AddFileAsync(HttpRequestHeaders headers, FileInfo file, CancellationToken cancelled)
    {
        string[] lines;
        try
        {
            lines = await File.ReadAllLinesAsync(file.FullName, cancelled);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AdminException.Usage($"--header-file cannot be read: {e.Message}");
        }

        foreach (var line in lines.Where(line => line.Trim().Length > 0))
        {
            var parts = line.Split(':', 2);
            if (parts.Length != 2)
            {
                throw AdminException.Usage("Each line of --header-file must be Name: value.");
            }

            Add(headers, parts[0].Trim(), parts[1].Trim());
        }

        if (!headers.Any())
        {
            throw AdminException.Usage("--header-file holds no header.");
        }
    }

    /// <summary>The value is not shown: it is a secret.</summary>
    private static void Add(HttpRequestHeaders headers, string name, string value)
    {
        try
        {
            headers.Add(name, value);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
        {
            throw AdminException.Usage($"The header {name} cannot be sent: its name or its value is malformed.");
        }
    }

    private static string Ask(string what, string variable)
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
        {
            throw AdminException.Usage($"Who asks? Set {variable}.");
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Prompt(new TextPrompt<string>($"{Markup.Escape(what)}:").Secret());
    }
}
