using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Auth.Credentials;

/// <summary>Makes and checks credentials of the form <c>prefix_kind_random-tag</c>: 256 random bits and a 64-bit tag under the server key.</summary>
/// <remarks>
/// The tag is no security boundary of its own. It lets a flood of invented tokens be refused without a look-up, so it has to be cheap: SipHash is
/// made for short inputs, and 64 bits are what it promises.
/// </remarks>
internal sealed class CredentialFormat(IOptions<ClientCredentialsAuthOptions> options, ServerKeyring keyring)
{
    private const int SuffixLength = Base62.RandomLength + Base62.UInt64Length;

    private readonly string _prefix = options.Value.CredentialPrefix;

    /// <summary>What every credential of a kind starts with, such as <c>auth_at_</c>.</summary>
    public string Start(string kind) => $"{_prefix}_{kind}_";

    /// <summary>The length of every credential of a kind.</summary>
    public int Length(string kind) => _prefix.Length + kind.Length + 2 + SuffixLength;

    /// <summary>Makes a credential; it exists nowhere else.</summary>
    public string Create(string kind) =>
        string.Create(
            Length(kind),
            (Start(kind), keyring.Current),
            static (credential, state) =>
            {
                var (start, key) = state;
                start.CopyTo(credential);
                Base62.FillRandom(credential.Slice(start.Length, Base62.RandomLength));
                Tag(key, credential[..^Base62.UInt64Length], credential[^Base62.UInt64Length..]);
            }
        );

    /// <summary>Whether this server may have made the credential: shape and tag, no I/O.</summary>
    public bool IsGenuine(ReadOnlySpan<char> credential, string kind)
    {
        if (credential.Length != Length(kind) || !HasStart(credential, kind) || !Ascii.IsValid(credential))
        {
            return false;
        }

        Span<char> expected = stackalloc char[Base62.UInt64Length];
        var genuine = false;
        foreach (var key in keyring.All)
        {
            Tag(key, credential[..^Base62.UInt64Length], expected);
            genuine |= CryptographicOperations.FixedTimeEquals(
                MemoryMarshal.AsBytes(expected),
                MemoryMarshal.AsBytes(credential[^Base62.UInt64Length..])
            );
        }

        return genuine;
    }

    private bool HasStart(ReadOnlySpan<char> credential, string kind) =>
        credential.StartsWith(_prefix, StringComparison.Ordinal)
        && credential[_prefix.Length] == '_'
        && credential[(_prefix.Length + 1)..].StartsWith(kind, StringComparison.Ordinal)
        && credential[_prefix.Length + 1 + kind.Length] == '_';

    private static void Tag(ServerKey key, ReadOnlySpan<char> body, Span<char> destination)
    {
        Span<byte> ascii = stackalloc byte[128];
        var length = Encoding.ASCII.GetBytes(body, ascii);
        Base62.Write(key.Tag.Hash(ascii[..length]).Low, destination);
    }
}
