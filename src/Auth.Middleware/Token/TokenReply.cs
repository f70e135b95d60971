using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Token;

/// <summary>Writes a token (RFC 6749 section 5.1) in one piece, with its length: this is the answer that is sent most often.</summary>
/// <remarks>The same bytes as <see cref="TokenBody"/> gives; a test compares the two.</remarks>
internal static class TokenReply
{
    private const int StackLimit = 1_024;
    private const int MaxNumberLength = 20;

    /// <summary>Writes the answer.</summary>
    public static void Write(HttpContext context, IssuedToken token)
    {
        var scope = token.Scopes.IsEmpty ? null : token.Scope;
        var size = Start.Length + Middle.Length + Expires.Length + Refresh.Length + Scope.Length + 3;
        size += MaxNumberLength + MaxLength(token.Token) + MaxLength(token.RefreshToken) + MaxLength(scope);
        var buffer = size <= StackLimit ? stackalloc byte[StackLimit] : new byte[size];
        var length = Fill(buffer, token, scope);
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = JsonReply.Json;
        response.ContentLength = length;
        response.BodyWriter.Write(buffer[..length]);
        buffer[..length].Clear();
    }

    private static ReadOnlySpan<byte> Start => "{\"access_token\":\""u8;

    private static ReadOnlySpan<byte> Middle => "\",\"token_type\":\"Bearer\""u8;

    private static ReadOnlySpan<byte> MiddleDPoP => "\",\"token_type\":\"DPoP\""u8;

    private static ReadOnlySpan<byte> Expires => ",\"expires_in\":"u8;

    private static ReadOnlySpan<byte> Refresh => ",\"refresh_token\":\""u8;

    private static ReadOnlySpan<byte> Scope => ",\"scope\":\""u8;

    private static int Fill(Span<byte> buffer, IssuedToken token, string? scope)
    {
        var length = 0;
        Append(buffer, Start, ref length);
        Append(buffer, token.Token, ref length);
        Append(buffer, token.KeyThumbprint is null ? Middle : MiddleDPoP, ref length);
        if (token.Lifetime is { } lifetime)
        {
            Append(buffer, Expires, ref length);
            Utf8Formatter.TryFormat((long)lifetime.TotalSeconds, buffer[length..], out var written);
            length += written;
        }

        AppendMember(buffer, Refresh, token.RefreshToken, ref length);
        AppendMember(buffer, Scope, scope, ref length);
        Append(buffer, "}"u8, ref length);
        return length;
    }

    private static void AppendMember(Span<byte> buffer, ReadOnlySpan<byte> name, string? value, ref int length)
    {
        if (value is not null)
        {
            Append(buffer, name, ref length);
            Append(buffer, value, ref length);
            Append(buffer, "\""u8, ref length);
        }
    }

    private static void Append(Span<byte> buffer, ReadOnlySpan<byte> bytes, ref int length)
    {
        bytes.CopyTo(buffer[length..]);
        length += bytes.Length;
    }

    /// <summary>Scopes of the host's own making may hold anything.</summary>
    private static void Append(Span<byte> buffer, string text, ref int length)
    {
        var escaped = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);
        length += Encoding.UTF8.GetBytes(escaped, buffer[length..]);
    }

    private static int MaxLength(string? text) =>
        text is null
            ? 0
            : text.Length * JavaScriptEncoder.UnsafeRelaxedJsonEscaping.MaxOutputCharactersPerInputCharacter;
}
