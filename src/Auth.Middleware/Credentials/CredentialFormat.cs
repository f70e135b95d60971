using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Auth.Credentials;

/// <summary>Makes and checks credentials of the form <c>prefix_kind_random-tag</c>: 256 random bits and a 64-bit tag under the server key.</summary>
/// <remarks>The tag is no security boundary of its own. It lets a flood of invented tokens be refused without a look-up.</remarks>
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
        if (
            credential.Length != Length(kind)
            || !credential.StartsWith(Start(kind), StringComparison.Ordinal)
            || !Ascii.IsValid(credential)
        )
        {
            return false;
        }

        Span<char> expected = stackalloc char[Base62.UInt64Length];
        var genuine = false;
        foreach (var key in keyring.All)
        {
            Tag(key, credential[..^Base62.UInt64Length], expected);
            genuine |= CryptographicOperations.FixedTimeEquals(
                System.Runtime.InteropServices.MemoryMarshal.AsBytes(expected),
                System.Runtime.InteropServices.MemoryMarshal.AsBytes(credential[^Base62.UInt64Length..])
            );
        }

        return genuine;
    }

    private static void Tag(ServerKey key, ReadOnlySpan<char> body, Span<char> destination)
    {
        Span<byte> ascii = stackalloc byte[128];
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var length = Encoding.ASCII.GetBytes(body, ascii);
        HMACSHA256.HashData(key.Tag, ascii[..length], mac);
        Base62.Write(BinaryPrimitives.ReadUInt64BigEndian(mac), destination);
    }
}
