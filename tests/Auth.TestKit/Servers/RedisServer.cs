using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Auth.TestKit;

/// <summary>A throw-away Redis on a free loopback port.</summary>
public sealed class RedisServer : ServerProcess
{
    private readonly string[] _options;

    private RedisServer(string[] options) => _options = options;

    /// <summary>Starts a server with nothing in it.</summary>
    /// <param name="options">Further words of the command line, such as <c>--requirepass</c>.</param>
    public static async Task<RedisServer> StartNewAsync(params string[] options)
    {
        var server = new RedisServer(options);
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

    private protected override ProcessStartInfo StartInfo() =>
        Program(
            "redis-server",
            [
                "--port",
                Port.ToString(CultureInfo.InvariantCulture),
                "--bind",
                "127.0.0.1",
                "--dir",
                DataDirectory,
                "--save",
                "",
                .. _options,
            ]
        );

    private protected override async Task<bool> AnswersAsync()
    {
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
