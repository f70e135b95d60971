using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Auth.TestKit;

/// <summary>A certificate authority that nobody trusts, and a certificate it made for a server on this machine; gone with this object.</summary>
public sealed class ThrowAwayAuthority : IDisposable
{
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("auth-authority-");

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>Makes both.</summary>
    public ThrowAwayAuthority()
    {
        var (start, end) = (Now.AddHours(-1), Now.AddDays(1));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=Throw-away", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = authorityRequest.CreateSelfSigned(start, end);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, start, end, RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(AuthorityFile, authority.ExportCertificatePem());
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>The authority's certificate, as PEM.</summary>
    public string AuthorityFile => Path.Combine(_files.FullName, "authority.pem");

    /// <summary>The server's certificate, as PEM.</summary>
    public string CertificateFile => Path.Combine(_files.FullName, "server.pem");

    /// <summary>The server's key, as PEM.</summary>
    public string KeyFile => Path.Combine(_files.FullName, "server.key");

    /// <inheritdoc />
    public void Dispose() => _files.Delete(recursive: true);
}
