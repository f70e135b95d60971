using System.Net.Sockets;
using System.Text;

namespace Auth.TestKit;

/// <summary>A connection that sends exactly the bytes it is given: for requests that no well-behaved client would make.</summary>
public sealed class RawHttp : IAsyncDisposable
{
    private readonly TcpClient _client;
    private readonly RawHttpReader _reader;
    private readonly TimeSpan _timeout;
    private bool _head;

    private RawHttp(TcpClient client, TimeSpan timeout)
    {
        _client = client;
        _timeout = timeout;
        _reader = new RawHttpReader(client.GetStream());
    }

    /// <summary>Opens a connection.</summary>
    /// <param name="host">The host's name or address.</param>
    /// <param name="port">Its port.</param>
    /// <param name="timeout">How long one response may take; 10 seconds if none is given.</param>
    public static async Task<RawHttp> ConnectAsync(string host, int port, TimeSpan? timeout = null)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(host, port);
            return new RawHttp(client, timeout ?? TimeSpan.FromSeconds(10));
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Sends bytes on a connection of their own and reads one response.</summary>
    /// <returns>The response, or <see langword="null"/> if the server closed the connection without one.</returns>
    public static async Task<RawHttpResponse?> ExchangeAsync(
        string host,
        int port,
        ReadOnlyMemory<byte> request,
        TimeSpan? timeout = null
    )
    {
        await using var connection = await ConnectAsync(host, port, timeout);
        await connection.SendAsync(request);
        return await connection.ReadAsync();
    }

    /// <summary>As the other overload, with the request as text: each character is one byte (ISO 8859-1), and lines end as written.</summary>
    public static Task<RawHttpResponse?> ExchangeAsync(
        string host,
        int port,
        string request,
        TimeSpan? timeout = null
    ) => ExchangeAsync(host, port, Encoding.Latin1.GetBytes(request), timeout);

    /// <summary>Sends bytes as they are. A server that has already closed the connection is no error: its answer can still be read.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        _head = bytes.Span.StartsWith("HEAD "u8);
        try
        {
            await _client.GetStream().WriteAsync(bytes);
        }
        catch (IOException) { }
    }

    /// <summary>Sends text, each character as one byte (ISO 8859-1).</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Reads the next final response; interim ones (1xx) are skipped.</summary>
    /// <returns>The response, or <see langword="null"/> if the server closed the connection without one.</returns>
    /// <exception cref="TimeoutException">The response was not complete in time.</exception>
    /// <exception cref="FormatException">What came is not an HTTP/1.1 response.</exception>
    public async Task<RawHttpResponse?> ReadAsync()
    {
        using var deadline = new CancellationTokenSource(_timeout);
        try
        {
            return await _reader.ReadResponseAsync(_head, deadline.Token);
        }
        catch (IOException e)
            when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            // A server that drops a connection in mid-request resets it.
            return null;
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"No complete response within {_timeout}.", e);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
