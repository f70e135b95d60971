using System.Text;

namespace Auth.Dialects.Openverse;

/// <summary>Requests that no well-behaved client makes; each character is one byte.</summary>
internal static class HostileRequests
{
    /// <summary>Stands in every value that must not come back in a header.</summary>
    public const string Canary = "h0stile";

    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";
    private const string Multipart = "multipart/form-data; boundary=b";
    private const string Part = "--b\r\nContent-Disposition: form-data; name=";

    private static readonly (string Name, string? Type, string Body)[] Bodies =
    [
        ("F1 repeated parameters", Form, $"grant_type=a&grant_type={Canary}&name=a&name=b&token=a&token=b"),
        ("F2 names in capitals", Form, $"GRANT_TYPE=client_credentials&Client_Id={Canary}&NAME=x&TOKEN=y"),
        ("F3 escaped NUL", Form, $"client_id=a%00{Canary}&client_secret=%00&name=%00&email=a%00@b.example&token=%00"),
        ("F3 raw NUL", Form, $"client_id=a\0{Canary}&name=\0&token=\0&\0=\0"),
        ("F4 many keys", Form, string.Concat(Enumerable.Range(0, 1_100).Select(i => $"k{i}=v&"))),
        ("F4 long key", Form, new string('k', 3_000) + "=v"),
        ("F4 only separators", Form, new string('&', 9_000) + new string('=', 5_000)),
        ("F5 charset utf-7", Form + "; charset=utf-7", "name=+ADw-&client_id=x"),
        ("F5 charset unknown", Form + "; charset=" + Canary, "name=x"),
        ("F5 charset quoted", Json + "; charset=\"utf-16\"", "{}"),
        ("F5 charset twice", Form + "; charset=utf-8; charset=utf-7", "name=x"),
        ("F6 no boundary", "multipart/form-data", Part + "\"name\"\r\n\r\nx\r\n--b--\r\n"),
        ("F6 empty boundary", "multipart/form-data; boundary=\"\"", "----\r\n"),
        ("F6 huge boundary", "multipart/form-data; boundary=" + new string('b', 1_000), "--b--"),
        ("F6 cut off", Multipart, Part + "\"name\"\r\n\r\nx"),
        ("F6 cut off in a header", Multipart, Part),
        ("F6 no disposition", Multipart, "--b\r\nX: y\r\n\r\nx\r\n--b--\r\n"),
        ("F6 header without colon", Multipart, "--b\r\nnonsense\r\n\r\nx\r\n--b--\r\n"),
        (
            "F6 many headers",
            Multipart,
            "--b\r\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"X{i}: y\r\n")) + "\r\nx\r\n--b--\r\n"
        ),
        ("F6 name with NUL", Multipart, Part + "\"na\0me\"\r\n\r\nx\r\n--b--\r\n"),
        ("F6 bytes that are no text", Multipart, Part + "\"name\"\r\n\r\n\xff\xfe\r\n--b--\r\n"),
        ("F6 repeated part", Multipart, Part + "\"name\"\r\n\r\nx\r\n" + Part + "\"name\"\r\n\r\ny\r\n--b--\r\n"),
        ("F6 file", Multipart, Part + $"\"name\"; filename=\"{Canary}\"\r\n\r\nx\r\n--b--\r\n"),
        ("F7 no type", null, $"name={Canary}"),
        ("F7 text", "text/plain", $"name={Canary}"),
        ("F7 another type", $"application/{Canary}", "x"),
        ("F7 nonsense", ";;;", "x"),
        ("F7 nonsense with slashes", "a/b/c", "x"),
        ("F7 a list of types", Form + ", " + Json, "name=x"),
        ("F7 bytes that are no text", "text/\xff\xfe", "x"),
        ("F7 JSON called a form", Form, "{\"name\":\"x\"}"),
        ("F7 a form called JSON", Json, "name=x"),
        ("F8 nothing", Form, ""),
        ("F8 nothing as JSON", Json, ""),
        ("F9 escapes that are no text", Form, "name=%FF&client_id=%C0%80&token=%ED%A0%80"),
        ("F9 escapes that are none", Form, "name=%zz&client_id=%&token=%1"),
        ("F9 raw bytes", Form, "name=\xff\xfe&client_id=\xed\xa0\x80&grant_type=\xc0\x80"),
        (
            "F12 repeated member",
            Json,
            $$"""{"clientId":"a","client_id":"b","client_id":"{{Canary}}","name":"a","name":"b"}"""
        ),
        ("F12 repeated in disguise", Json, """{"name":"a","n\u0061me":"b"}"""),
        (
            "F13 escaped NUL",
            Json,
            """{"name":"a\u0000","description":"\u0000","email":"a\u0000@b.example","client_id":"\u0000","token":"\u0000"}"""
        ),
        ("F13 raw control characters", Json, "{\"name\":\"a\0\r\n\"}"),
        ("F14 too deep", Json, new string('[', 70) + new string(']', 70)),
        ("F14 far too deep", Json, "{\"name\":" + new string('[', 7_000)),
        ("F14 half a pair", Json, """{"name":"\ud800","\udc00":"x","client_id":"\ud800"}"""),
        ("F14 null", Json, "null"),
        ("F14 array", Json, "[{\"name\":\"x\"}]"),
        (
            "F14 numbers",
            Json,
            """{"name":1e999999,"description":-0,"email":7,"client_id":7,"client_secret":7,"token":7}"""
        ),
        ("F14 long number", Json, "{\"name\":" + new string('9', 9_000) + "}"),
        ("F14 byte order mark", Json, "\xef\xbb\xbf{\"name\":\"x\"}"),
        ("F14 bytes that are no text", Json, "{\"name\":\"\xff\xfe\",\"\xc0\x80\":1}"),
        ("F14 comment", Json, "{/*x*/}"),
        (
            "F15 line ends in values",
            Form,
            $"name=a%0d%0aX-{Canary}:1&client_id={Canary}%0d%0aX:1&scope={Canary}%0d%0aX:1&token=%0d%0a&grant_type=client_credentials"
        ),
        (
            "F15 text that no header holds",
            Form,
            $"scope={Canary}%22%5C%E2%80%AE&client_id=%C3%A9&grant_type=client_credentials&client_secret=x"
        ),
    ];

    private static readonly (string Name, string Headers)[] Headers =
    [
        ("F10 two headers", "Authorization: Basic YTpi\r\nAuthorization: Bearer x\r\n"),
        ("F10 two in one", "Authorization: Basic YTpi, Bearer x\r\n"),
        ("F10 two bearers", $"Authorization: Bearer {Canary}, Bearer x\r\n"),
        ("F11 NUL", "Authorization: Basic YT\0pi\r\n"),
        ("F11 bytes that are no text", "Authorization: Basic \xff\xfe\r\n"),
        ("F11 bearer of bytes", $"Authorization: Bearer {Canary}\xff\r\n"),
        ("F15 quotes", $"Authorization: Bearer \"{Canary}\\\"\r\n"),
        ("F22 white space", "Authorization: Basic Y T p i\r\n"),
        ("F22 stray bits", "Authorization: Basic YTp=\r\n"),
        ("F22 no padding", "Authorization: Basic YTo\r\n"),
        ("F22 URL-safe", "Authorization: Basic YTo_-w==\r\n"),
        ("F22 long", "Authorization: Basic " + new string('Y', 20_000) + "\r\n"),
        ("F22 tab", "Authorization: Basic\tYTpi\r\n"),
        ("a scheme alone", "Authorization: Basic\r\n"),
        ("an odd Accept", $"Accept: {Canary}/\xff;q=7\r\n"),
        ("an odd Accept of many", "Accept: " + string.Join(',', Enumerable.Repeat("a/b;q=0.1", 500)) + "\r\n"),
        ("another coding", "Content-Encoding: gzip\r\n"),
        ("an odd origin", $"Origin: https://{Canary}.example\r\n"),
        ("another method", $"X-HTTP-Method-Override: {Canary}\r\nX-HTTP-Method: DELETE\r\n"),
        ("expectation", "Expect: 100-continue\r\n"),
        ("odd expectation", $"Expect: {Canary}\r\n"),
    ];

    /// <summary>Whole messages: the head behind the request line, and the body. The framing is theirs.</summary>
    private static readonly (string Name, string Behind)[] Framings =
    [
        ("F17 no host", "Connection: close\r\nContent-Length: 0\r\n\r\n"),
        ("F17 two hosts", $"Host: a\r\nHost: {Canary}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
        ("F17 odd host", $"Host: {Canary}/%00\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
        ("F18 body too large", Start("Content-Length: 30000001") + "a=b"),
        ("F18 endless chunks", Start("Transfer-Encoding: chunked") + Chunk(new string('a', 200_000)) + "0\r\n\r\n"),
        ("F18 length too large", Start("Content-Length: 99999999999999999999") + "a=b"),
        ("F19 many headers", Start(string.Join("\r\n", Enumerable.Range(0, 400).Select(i => $"X{i}: y"))) + "a=b"),
        ("F19 large header", Start("X: " + new string('y', 40_000)) + "a=b"),
        ("F23 bare LF", Start("Transfer-Encoding: chunked") + "3\na=b\r\n0\r\n\r\n"),
        ("F23 bare LF in an extension", Start("Transfer-Encoding: chunked") + "3;x\ny\r\na=b\r\n0\r\n\r\n"),
        ("F23 negative size", Start("Transfer-Encoding: chunked") + "-3\r\na=b\r\n0\r\n\r\n"),
        ("F23 size that overflows", Start("Transfer-Encoding: chunked") + "FFFFFFFFFFFFFFFFF\r\na=b\r\n0\r\n\r\n"),
        ("F23 no size", Start("Transfer-Encoding: chunked") + "\r\na=b\r\n0\r\n\r\n"),
        ("F23 chunk longer than its size", Start("Transfer-Encoding: chunked") + "1\r\na=b\r\n0\r\n\r\n"),
        ("F23 two framings", Start("Transfer-Encoding: chunked\r\nContent-Length: 3") + "3\r\na=b\r\n0\r\n\r\n"),
        ("F23 two lengths", Start("Content-Length: 3\r\nContent-Length: 4") + "a=b"),
        ("F23 negative length", Start("Content-Length: -3") + "a=b"),
        ("F23 another coding", Start("Transfer-Encoding: gzip, chunked") + "3\r\na=b\r\n0\r\n\r\n"),
        ("F23 a folded header", Start("X: a\r\n b") + "a=b"),
        ("F23 a header with a space", Start("Content-Length : 3") + "a=b"),
    ];

    /// <summary>The names of all.</summary>
    public static IEnumerable<string> Names =>
        Bodies.Select(row => row.Name).Concat(Headers.Select(row => row.Name)).Concat(Framings.Select(row => row.Name));

    /// <summary>The bytes of one, sent to a target.</summary>
    public static byte[] Compose(string name, string method, string target)
    {
        var rest =
            Framings.FirstOrDefault(row => row.Name == name).Behind
            ?? (
                Headers.FirstOrDefault(row => row.Name == name) is { Headers: { } headers }
                    ? Message(headers, Form, "grant_type=client_credentials&token=x&name=n")
                    : Body(name)
            );
        return Encoding.Latin1.GetBytes($"{method} {target} HTTP/1.1\r\n{rest}");
    }

    private static string Body(string name)
    {
        var row = Bodies.Single(row => row.Name == name);
        return Message("", row.Type, row.Body);
    }

    private static string Message(string headers, string? type, string body)
    {
        var typed = type is null ? "" : $"Content-Type: {type}\r\n";
        return $"Host: localhost\r\nConnection: close\r\n{headers}{typed}Content-Length: {body.Length}\r\n\r\n{body}";
    }

    private static string Start(string headers) =>
        $"Host: localhost\r\nConnection: close\r\nContent-Type: {Form}\r\n{headers}\r\n\r\n";

    private static string Chunk(string data) => $"{data.Length:X}\r\n{data}\r\n";
}
