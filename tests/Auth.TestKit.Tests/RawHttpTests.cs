using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Auth.TestKit.Tests;

public sealed class RawHttpTests
{
    private const string Request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    [Fact]
    public async Task Bytes_arrive_exactly_as_given()
    {
        var request = "GET /\u00ff HTTP/1.1\nhost:  x \r\n\r\n";

        var (_, received) = await ExchangeAsync(request, "HTTP/1.1 400 \r\nContent-Length: 0\r\n\r\n");

        received.ShouldBe(request);
    }

    [Fact]
    public async Task A_body_of_known_length_is_read_without_waiting_for_the_end_of_the_connection()
    {
        var (response, _) = await ExchangeAsync(
            Request,
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 401 Unauthorized\r\nSet-Cookie: a\r\nX-Y:  z \r\nset-cookie: b\r\nContent-Length: 3\r\n\r\nabc"
        );

        response.ShouldNotBeNull();
        response.Status.ShouldBe(401);
        response.Reason.ShouldBe("Unauthorized");
        response.Header("x-y").ShouldBe("z");
        response.Header("absent").ShouldBeNull();
        response.Values("Set-Cookie").ShouldBe(["a", "b"]);
        response.Headers.Select(field => field.Key).ShouldBe(["Set-Cookie", "X-Y", "set-cookie", "Content-Length"]);
        response.Text.ShouldBe("abc");
    }

    [Fact]
    public async Task Chunks_are_joined_and_trailers_skipped()
    {
        var (response, _) = await ExchangeAsync(
            Request,
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n"
        );

        response!.Text.ShouldBe("abc0123456789");
    }

    [Fact]
    public async Task A_connection_closed_without_an_answer_is_no_response()
    {
        var (response, _) = await ExchangeAsync(Request, "", close: true);

        response.ShouldBeNull();
    }

    [Fact]
    public async Task A_body_without_a_length_ends_with_the_connection()
    {
        var (response, _) = await ExchangeAsync(Request, "HTTP/1.0 200 OK\r\n\r\nrest", close: true);

        response!.Text.ShouldBe("rest");
    }

    [Fact]
    public async Task An_answer_to_HEAD_has_no_body()
    {
        var (response, _) = await ExchangeAsync(
            "HEAD / HTTP/1.1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"
        );

        response!.Body.Length.ShouldBe(0);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort")]
    [InlineData("HTTP/1.1 200 OK\r\nContent")]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 0\n\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [InlineData("SSH-2.0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n")]
    public async Task What_is_not_a_whole_response_is_refused(string answer) =>
        await Should.ThrowAsync<FormatException>(() => ExchangeAsync(Request, answer, close: true));

    [Fact]
    public async Task A_response_that_does_not_come_times_out() =>
        await Should.ThrowAsync<TimeoutException>(() =>
            ExchangeAsync(Request, "HTTP/1.1 200 OK\r\n", timeout: TimeSpan.FromMilliseconds(100))
        );

    [Fact]
    public async Task Two_responses_on_one_connection_are_told_apart()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var connection = await RawHttp.ConnectAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);
        using var server = await listener.AcceptTcpClientAsync();
        await connection.SendAsync(Request + Request);
        await server
            .GetStream()
            .WriteAsync(
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1HTTP/1.1 429 No\r\nContent-Length: 1\r\n\r\n2"u8.ToArray()
            );

        (await connection.ReadAsync())!.Text.ShouldBe("1");
        (await connection.ReadAsync())!.Status.ShouldBe(429);
    }

    private static async Task<(RawHttpResponse? Response, string Received)> ExchangeAsync(
        string request,
        string answer,
        bool close = false,
        TimeSpan? timeout = null
    )
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var exchange = RawHttp.ExchangeAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, request, timeout);
        using var server = await listener.AcceptTcpClientAsync();
        var received = new byte[request.Length];
        await server.GetStream().ReadExactlyAsync(received);
        await server.GetStream().WriteAsync(Encoding.Latin1.GetBytes(answer));
        if (close)
        {
            server.Client.Shutdown(SocketShutdown.Send);
        }

        return (await exchange, Encoding.Latin1.GetString(received));
    }
}
