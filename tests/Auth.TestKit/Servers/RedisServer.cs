using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Auth.TestKit;

/// <summary>A throw-away Redis on a free loopback port.</summary>
public sealed class RedisServer : ServerProcess
{
    private readonly string[] _options;
    private readonly ThrowAwayAuthority? _authority;

    private RedisServer(ThrowAwayAuthority? authority, string[] options) =>
        (_authority, _options) = (authority, options);

    /// <summary>Starts a server with nothing in it.</summary>
    /// <param name="options">Further words of the command line, such as <c>--requirepass</c>.</param>
    public static Task<RedisServer> StartNewAsync(params string[] options) => StartNewAsync(authority: null, options);

    /// <summary>Starts a server that talks to nobody without encryption.</summary>
    /// <param name="authority">Vouches for it; <see langword="null"/> for a server without encryption.</param>
    /// <param name="options">Further words of the command line.</param>
    public static async Task<RedisServer> StartNewAsync(ThrowAwayAuthority? authority, string[] options)
    {
        var server = new RedisServer(authority, options);
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a command through redis-cli; to a server with users as the one that is called <c>operator</c> and has no password.</summary>
    /// <returns>What it prints.</returns>
    public async Task<string> CommandAsync(params string[] command)
    {
        string[] secured = _authority is null ? [] : ["--tls", "--cacert", _authority.AuthorityFile];
        string[] who = _options.Contains("--user") ? ["--user", "operator", "--pass", "none"] : [];
        using var process = new ChildProcess(
            Program("redis-cli", ["--no-auth-warning", .. who, "-p", PortText, .. secured, .. command])
        );
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? process.Output.Trim() : throw new InvalidOperationException(process.Output);
    }

    private string PortText => Port.ToString(CultureInfo.InvariantCulture);

    private string[] Listening =>
        _authority is null
            ? ["--port", PortText]
            :
            [
                "--port",
                "0",
                "--tls-port",
                PortText,
                "--tls-auth-clients",
                "no",
                "--tls-ca-cert-file",
                _authority.AuthorityFile,
                "--tls-cert-file",
                _authority.CertificateFile,
                "--tls-key-file",
                _authority.KeyFile,
            ];

    private protected override ProcessStartInfo StartInfo() =>
        Program(
            "redis-server",
            [.. Listening, "--bind", "127.0.0.1", "--dir", DataDirectory, "--save", "", .. _options]
        );

    private protected override async Task<bool> AnswersAsync()
    {
        if (_authority is not null)
        {
            return Output.Contains("Ready to accept connections", StringComparison.Ordinal);
        }

        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port);
            var stream = client.GetStream();
            await stream.WriteAsync("PING\r\n"u8.ToArray());
            var buffer = new byte[64];
            var read = await stream.ReadAsync(buffer);

            // Also an answer that asks for a password; not one that says it is still loading.
            var answer = Encoding.ASCII.GetString(buffer, 0, read);
            return answer.StartsWith("+PONG", StringComparison.Ordinal)
                || answer.StartsWith("-NOAUTH", StringComparison.Ordinal);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
