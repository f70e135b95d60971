using System.Buffers;
using Microsoft.Extensions.Primitives;

namespace Auth.Bearer;

/// <summary>What an <c>Authorization</c> header says about a bearer token (RFC 6750 section 2.1, RFC 9110 section 11.4).</summary>
internal enum BearerHeader
{
    /// <summary>No header, or an empty one.</summary>
    None,

    /// <summary>Another scheme.</summary>
    OtherScheme,

    /// <summary>The scheme and nothing behind it.</summary>
    Empty,

    /// <summary>More than one token, or characters that no token has.</summary>
    Malformed,

    /// <summary>More than one header line.</summary>
    Repeated,

    /// <summary>A token.</summary>
    Token,

    /// <summary>A token with the DPoP scheme (RFC 9449 section 7.1).</summary>
    DPoP,
}

/// <summary>Reads the header; the scheme's case does not count.</summary>
internal static class BearerHeaderReader
{
    private const string Scheme = "Bearer";
    private const string DPoPScheme = "DPoP ";

    private static readonly SearchValues<char> Token68 = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/="
    );

    public static BearerHeader Read(StringValues header, out ReadOnlySpan<char> token)
    {
        token = default;
        if (header.Count > 1)
        {
            return BearerHeader.Repeated;
        }

        var value = header.Count == 0 ? default : header[0].AsSpan().Trim(' ');
        if (value.IsEmpty)
        {
            return BearerHeader.None;
        }

        if (
            !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || (value.Length > Scheme.Length && value[Scheme.Length] != ' ')
        )
        {
            return ReadDPoP(value, out token);
        }

        token = value[Scheme.Length..].TrimStart(' ');
        return token.IsEmpty ? BearerHeader.Empty
            : token.ContainsAnyExcept(Token68) ? BearerHeader.Malformed
            : BearerHeader.Token;
    }

    private static BearerHeader ReadDPoP(ReadOnlySpan<char> value, out ReadOnlySpan<char> token)
    {
        token = default;
        if (!value.StartsWith(DPoPScheme, StringComparison.OrdinalIgnoreCase))
        {
            return BearerHeader.OtherScheme;
        }

        token = value[DPoPScheme.Length..].TrimStart(' ');
        return token.ContainsAnyExcept(Token68) ? BearerHeader.Malformed : BearerHeader.DPoP;
    }
}
