using System.Security.Cryptography;
using Auth.Credentials;

namespace Auth.Dialects.Fediverse;

/// <summary>The server's key for push messages (RFC 8292), the same for all applications: a P-256 point derived from the server key.</summary>
internal sealed class VapidKey
{
    public VapidKey(ServerKeyring keyring)
    {
        var scalar = keyring.Current.PushIdentity.ToArray();
        // Below the order of the group, whatever the key.
        scalar[0] &= 0x7F;
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        Padded = Convert.ToBase64String([4, .. point.X!, .. point.Y!]).Replace('+', '-').Replace('/', '_');
    }

    /// <summary>88 characters of base64url, padded.</summary>
    public string Padded { get; }

    /// <summary>The same without padding.</summary>
    public string Unpadded => Padded.TrimEnd('=');
}
