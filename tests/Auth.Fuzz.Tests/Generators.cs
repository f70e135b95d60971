using System.Collections.Immutable;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Auth.Fuzz;

/// <summary>Requests that are nearly right, and some that are not at all.</summary>
internal static class Generators
{
    private const string Boundary = "frontier";

    private static readonly string[] Texts =
    [
        "",
        " ",
        "a",
        "\0",
        "a\0b",
        "\r\nX-Evil: 1",
        "\u00e9",
        "\u202e\u200b",
        "\ufffe",
        "\uffff",
        "\ufb01\u0130",
        "\U0001F600",
        "\"\\",
        "<script>",
        "' OR 1=1 --",
        "%00",
        "%zz",
        "%",
        "../..",
        "{}[]",
        "a b c",
        "read\twrite",
        "-1",
        "0",
        "1e309",
        "99999999999999999999",
        "2147483648",
        "true",
        "null",
        "dev@example.org",
        "\"a b\"@example.org",
        "a@[127.0.0.1]",
        "http://127.0.0.1:99999/",
        "https://\u00e9.example/",
        "https://a:b@c.example/%ff",
        "client_credentials",
        "authorization_code",
        new string('x', 200),
        new string('\u00e9', 3_000),
        new string('a', 20_000),
        string.Join(' ', Enumerable.Range(0, 400)),
    ];

    private static readonly string[] JsonValues =
    [
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        "1e400",
        "123456789012345678901234567890",
        "[]",
        "{}",
        "[null]",
        "[[]]",
        "{\"a\":{\"b\":[1,2,{\"c\":null}]}}",
        "\"\\ud800\"",
        "[\"\\udfff\"]",
        "{\"\\ud800\":1}",
        "\"\\u0000\"",
        "[\"\\u0000\",\"a\"]",
        "NaN",
        "'a'",
        "{\"burst\":\"-1/min\"}",
        "{\"\":\"\"}",
        new string('[', 100) + new string(']', 100),
    ];

    private static readonly string[] ContentTypes =
    [
        "application/json",
        "application/json; charset=utf-16",
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-7",
        "multipart/form-data",
        "multipart/form-data; boundary=" + Boundary,
        "multipart/form-data; boundary=\"\"",
        "text/plain",
        "*/*",
        ";",
        "",
        "application/json; charset=\"",
    ];

    private static readonly string[] Authorizations =
    [
        "",
        "Basic",
        "Basic {basic}",
        "Basic Og==",
        "Basic YTo=",
        "Basic YTpi=",
        "Basic /////w==",
        "Basic " + new string('A', 9_000),
        "Bearer",
        "Bearer ",
        "Bearer {token}",
        "Bearer {token}x",
        "Bearer {registration}",
        "Bearer {secret}",
        "Bearer a,b",
        "Bearer \u00e9",
        "bearer  {token}",
        "Bearer " + new string('t', 9_000),
        "DPoP {token}",
        "Digest x",
        "=",
    ];

    private static Gen<ImmutableArray<ByteChange>> ByteChanges { get; } =
        from changes in (
            from kind in Gen.Elements(Enum.GetValues<ByteChangeKind>())
            from position in Gen.Choose(0, 30_000)
            from value in Gen.Choose(0, 255)
            select new ByteChange(kind, position, (byte)value)
        ).ArrayOf()
        select changes.Take(8).ToImmutableArray();

    /// <summary>Any request.</summary>
    public static Gen<FuzzRequest> Requests { get; } =
        from endpoint in Gen.Elements<Endpoint>(Endpoint.All)
        from method in Mostly(
            endpoint.Method,
            Gen.Elements("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "X")
        )
        from path in Mostly(endpoint.Path, PathOf(endpoint))
        from query in Mostly(
            "",
            Gen.Elements(
                "?",
                "?q=%",
                "?limit=0",
                "?limit=x&after=%00",
                "?after={id}&q=dev@example.org",
                "?status=7",
                "?q=a&q=b",
                "?access_token={token}"
            )
        )
        from kind in Mostly(
            endpoint.Body,
            Gen.Elements(BodyKind.None, BodyKind.Form, BodyKind.Json, BodyKind.Multipart)
        )
        from body in BodyOf(endpoint.Fields ?? [], kind)
        from changes in Rarely(ByteChanges)
        from type in Mostly(TypeOf(kind), Gen.Elements(ContentTypes))
        from authorization in Mostly(endpoint.Authorization, Gen.Elements(Authorizations))
        from accept in Mostly(
            "",
            Gen.Elements(
                "text/html",
                "application/json;q=0",
                "*/*",
                "x",
                "text/html, */*;q=0.1",
                ";;;",
                new string('a', 300)
            )
        )
        from other in Mostly(
            "",
            Gen.Elements("Host", "X-Forwarded-For", "DPoP", "Sec-Purpose", "Origin", "Content-Encoding")
        )
        from text in Gen.Elements(Texts)
        select new FuzzRequest(
            method,
            path,
            query,
            [
                .. HeadersOf(
                    ("Content-Type", type),
                    ("Authorization", authorization),
                    ("Accept", accept),
                    (other, Printable(text))
                ),
            ],
            ByteChange.ApplyAll(body, changes)
        );

    /// <summary>The usual in seven of eight cases.</summary>
    private static Gen<T> Mostly<T>(T usual, Gen<T> others) => Gen.Frequency((7, Gen.Constant(usual)), (1, others));

    private static Gen<ImmutableArray<ByteChange>> Rarely(Gen<ImmutableArray<ByteChange>> changes) =>
        Gen.Frequency((2, Gen.Constant(ImmutableArray<ByteChange>.Empty)), (1, changes));

    private static Gen<string> PathOf(Endpoint endpoint) =>
        from text in Gen.Elements(Texts)
        from kind in Gen.Choose(0, 4)
        select kind switch
        {
            0 => endpoint.Path + "/",
            1 => endpoint.Path.ToUpperInvariant(),
            2 => endpoint.Path + "/" + text,
            3 => endpoint
                .Path.Replace("{id}", text, StringComparison.Ordinal)
                .Replace("{code}", text, StringComparison.Ordinal),
            _ => endpoint.Path.TrimEnd('/') + text,
        };

    private static Gen<string> BodyOf((string Name, string Value)[] fields, BodyKind kind) =>
        from picked in Gen.Elements(fields.Append(("x", "\"y\"")).ToArray()).ArrayOf(2)
        from spoilt in Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Choose(0, 2)))
        from value in Gen.OneOf(Gen.Elements(Texts).Select(t => Written(t, kind)), Gen.Elements(JsonValues))
        from extra in Mostly("", Gen.Elements("scope[]", "GRANT_TYPE", "client_id", "\u00e9", "", "a[b]"))
        select Write(Spoil(fields, picked, spoilt, value, extra), kind);

    private static IEnumerable<(string Name, string Value)> Spoil(
        (string Name, string Value)[] fields,
        (string Name, string Value)[] picked,
        int spoilt,
        string value,
        string extra
    )
    {
        var names = picked.Take(spoilt).Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        var all = fields.Select(field => names.Contains(field.Name) ? (field.Name, value) : field);
        return extra.Length == 0 ? all : all.Append((extra, value));
    }

    private static string Written(string text, BodyKind kind) =>
        kind == BodyKind.Json ? JsonSerializer.Serialize(text) : text;

    private static string Write(IEnumerable<(string Name, string Value)> fields, BodyKind kind) =>
        kind switch
        {
            BodyKind.Json => $"{{{string.Join(',', fields.Select(f => $"\"{f.Name}\":{Quoted(f.Value)}"))}}}",
            BodyKind.Form => string.Join('&', fields.Select(f => $"{f.Name}={Encoded(f.Value)}")),
            BodyKind.Multipart => string.Concat(fields.Select(Part)) + $"--{Boundary}--\r\n",
            _ => "",
        };

    /// <summary>A credential of the moment is text in JSON too.</summary>
    private static string Quoted(string value) => value is ['{', >= 'a' and <= 'z', ..] ? $"\"{value}\"" : value;

    /// <summary>Credentials of the moment and what looks like an escape already are left alone.</summary>
    private static string Encoded(string value) =>
        value.StartsWith('{') || value.StartsWith('%') ? value : Uri.EscapeDataString(value);

    private static string Part((string Name, string Value) field) =>
        $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{field.Name}\"\r\n\r\n{field.Value}\r\n";

    private static string TypeOf(BodyKind kind) =>
        kind switch
        {
            BodyKind.Json => "application/json",
            BodyKind.Form => "application/x-www-form-urlencoded",
            BodyKind.Multipart => "multipart/form-data; boundary=" + Boundary,
            _ => "",
        };

    private static IEnumerable<(string, string)> HeadersOf(params (string Name, string Value)[] headers) =>
        headers.Where(header => header.Name.Length > 0 && header.Value.Length > 0);

    /// <summary>A server refuses control characters in a header before any application sees them.</summary>
    private static string Printable(string text) => new([.. text.Where(c => !char.IsControl(c)).Take(500)]);
}
