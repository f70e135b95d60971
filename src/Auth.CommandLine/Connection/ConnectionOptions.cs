using System.CommandLine;

namespace Auth.CommandLine.Connection;

/// <summary>The options of every command: which host, and who asks. Secrets are never among them: other users of the machine can read command lines.</summary>
internal sealed class ConnectionOptions
{
    private const string UrlVariable = "AUTH_ADMIN_URL";
    private const string PathVariable = "AUTH_ADMIN_PATH";
    private const string DefaultPath = "/auth/admin";

    private readonly Option<string?> _url = Global<string?>(
        "--url",
        "URL",
        $"The host, such as https://api.example.com. [{UrlVariable}]"
    );
    private readonly Option<string?> _path = Global<string?>(
        "--path",
        "PATH",
        $"Where the host mounts the operator API. [{PathVariable}; {DefaultPath}]"
    );
    private readonly Option<FileInfo?> _headerFile = Global<FileInfo?>(
        "--header-file",
        "FILE",
        "A file of headers to send, a line each: Name: value."
    );
    private readonly Option<string?> _headerName = Global<string?>(
        "--header-name",
        "NAME",
        $"The header that carries AUTH_ADMIN_KEY. [AUTH_ADMIN_HEADER; {RequestCredentials.DefaultHeader}]"
    );
    private readonly Option<string?> _clientId = Global<string?>(
        "--client-id",
        "ID",
        "Ask with a token of this client; its secret is AUTH_ADMIN_CLIENT_SECRET or asked for. [AUTH_ADMIN_CLIENT_ID]"
    );
    private readonly Option<string?> _tokenUrl = Global<string?>(
        "--token-url",
        "URL",
        "Where the token comes from, when the host's metadata does not say. [AUTH_ADMIN_TOKEN_URL]"
    );
    private readonly Option<bool> _insecure = Global<bool>(
        "--insecure",
        null,
        "Allow plain HTTP to another machine: everybody on the way reads the credentials."
    );
    private readonly Option<int> _timeout = Number("--timeout", "Seconds to wait for an answer.", 100);
    private readonly Option<int> _patience = Number(
        "--retry-for",
        "Seconds to try again when the host is busy (429 and 503); 0 gives up at once.",
        60
    );

    /// <summary>Whether results are JSON.</summary>
    public Option<bool> Json { get; } = Global<bool>("--json", null, "Print JSON and nothing else, for scripts.");

    public void AddTo(RootCommand root)
    {
        foreach (
            var option in (Option[])
                [_url, _path, _headerFile, _headerName, _clientId, _tokenUrl, _insecure, _timeout, _patience, Json]
        )
        {
            root.Options.Add(option);
        }
    }

    /// <summary>Reads options and environment.</summary>
    /// <exception cref="AdminException">Something is missing or unsafe.</exception>
    public HostAddress Read(ParseResult parse)
    {
        var insecure = parse.GetValue(_insecure);
        var url =
            parse.GetValue(_url)
            ?? Variable(UrlVariable)
            ?? throw AdminException.Usage($"Which host? Give --url or set {UrlVariable}.");
        var root = SafeUrl.Read(url, "--url", insecure);
        var path = (parse.GetValue(_path) ?? Variable(PathVariable) ?? DefaultPath).Trim('/');
        return new HostAddress(
            root,
            new Uri(root, path.Length == 0 ? "" : path + "/"),
            new CredentialSettings(
                parse.GetValue(_headerFile),
                parse.GetValue(_headerName) ?? Variable("AUTH_ADMIN_HEADER") ?? RequestCredentials.DefaultHeader,
                Variable("AUTH_ADMIN_KEY"),
                parse.GetValue(_clientId) ?? Variable("AUTH_ADMIN_CLIENT_ID"),
                Variable("AUTH_ADMIN_CLIENT_SECRET"),
                (parse.GetValue(_tokenUrl) ?? Variable("AUTH_ADMIN_TOKEN_URL")) is { } token
                    ? SafeUrl.Read(token, "--token-url", insecure)
                    : null,
                insecure
            ),
            TimeSpan.FromSeconds(parse.GetValue(_timeout)),
            TimeSpan.FromSeconds(parse.GetValue(_patience))
        );
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static Option<T> Global<T>(string name, string? helpName, string description) =>
        new(name)
        {
            Description = description,
            HelpName = helpName,
            Recursive = true,
        };

    private static Option<int> Number(string name, string description, int value)
    {
        var option = Global<int>(name, "SECONDS", description);
        option.DefaultValueFactory = _ => value;
        option.Validators.Add(result =>
        {
            if (
                result.Tokens.Count == 1
                && (!int.TryParse(result.Tokens[0].Value, out var sent) || sent is < 0 or > 86_400)
            )
            {
                result.AddError($"{name} must be a number of seconds, at most 86400.");
            }
        });
        return option;
    }
}

/// <summary>The host and how it is asked.</summary>
/// <param name="Root">Its address.</param>
/// <param name="Api">The operator API's address; ends in a slash.</param>
/// <param name="Credentials">Who asks.</param>
/// <param name="Timeout">How long one answer may take.</param>
/// <param name="Patience">How long a busy host is asked again.</param>
internal sealed record HostAddress(
    Uri Root,
    Uri Api,
    CredentialSettings Credentials,
    TimeSpan Timeout,
    TimeSpan Patience
);
