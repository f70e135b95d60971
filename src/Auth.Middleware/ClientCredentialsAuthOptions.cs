using Auth.Auditing;
using Auth.Bearer;
using Auth.ClientAuthentication;
using Auth.Credentials;
using Auth.DPoP;
using Auth.Mail;
using Auth.Portal;
using Auth.Registration;
using Auth.Storage.Guarded;
using Auth.Token;
using Auth.Verification;

namespace Auth;

/// <summary>The library's settings, bound from the configuration section <c>Auth</c>. Rate limits are in <c>RateLimitingOptions</c>.</summary>
public sealed class ClientCredentialsAuthOptions
{
    /// <summary>The absolute URL under which callers reach the host; links in mails start with it. Never taken from a request.</summary>
    /// <value>The default is the first address the server listens on, which suits one machine only.</value>
    public Uri? PublicBaseUrl { get; set; }

    /// <summary>What every issued credential starts with: 2 to 16 lower-case letters and digits.</summary>
    /// <value>The default is <c>auth</c>.</value>
    public string CredentialPrefix { get; set; } = "auth";

    /// <summary>The key that tags credentials and encrypts addresses: base64 of at least 32 random bytes, the same on every node.</summary>
    /// <value>The default is <see langword="null"/>: a file beside an embedded store, a passing key in memory, an error otherwise.</value>
    public string? ServerKey { get; set; }

    /// <summary>Server keys used before, still accepted.</summary>
    /// <value>The default is none.</value>
    public IList<string> PreviousServerKeys { get; } = [];

    /// <summary>The realm named in challenges (RFC 9110 section 11.5).</summary>
    /// <value>The default is <c>api</c>.</value>
    public string Realm { get; set; } = "api";

    /// <summary>A page that explains the error codes, each under an anchor of its name; told to callers as <c>error_uri</c> (RFC 6749 section 5.2).</summary>
    /// <value>The default is <see langword="null"/>: no <c>error_uri</c> is sent.</value>
    public Uri? ErrorDocumentation { get; set; }

    /// <summary>Addresses or networks (<c>10.0.0.0/8</c>) of the reverse proxies whose <c>X-Forwarded-For</c> is believed.</summary>
    /// <value>The default is none: the address of the connection counts.</value>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>The scopes that exist, by name, with what they allow in words.</summary>
    /// <value>The default is none; dialects add their own.</value>
    public IDictionary<string, string> Scopes { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The resources that tokens may be asked for beside the host itself (RFC 8707): absolute URIs without fragments.</summary>
    /// <value>The default is none: every URL below <see cref="PublicBaseUrl"/> may be asked for.</value>
    public IList<string> Resources { get; } = [];

    /// <summary>Settings of token issuance.</summary>
    public TokenOptions Token { get; } = new();

    /// <summary>How often client authentication may fail.</summary>
    public FailedAuthenticationOptions FailedAuthentication { get; } = new();

    /// <summary>Settings of secrets that people choose.</summary>
    public ImportedSecretOptions ImportedSecrets { get; } = new();

    /// <summary>Settings of clients that authenticate with a signed assertion.</summary>
    public ClientAssertionOptions ClientAssertion { get; } = new();

    /// <summary>Settings of tokens that are bound to a key.</summary>
    public DPoPOptions DPoP { get; } = new();

    /// <summary>Settings of bearer authentication.</summary>
    public BearerOptions Bearer { get; } = new();

    /// <summary>Settings of registration.</summary>
    public RegistrationOptions Registration { get; } = new();

    /// <summary>Settings of e-mail verification.</summary>
    public VerificationOptions Verification { get; } = new();

    /// <summary>How long a store over the network is waited for.</summary>
    public StoreOptions Store { get; } = new();

    /// <summary>Settings of the developer portal.</summary>
    public PortalOptions Portal { get; } = new();

    /// <summary>Settings of the audit log.</summary>
    public AuditOptions Audit { get; } = new();

    /// <summary>How mail leaves the host.</summary>
    public MailOptions Mail { get; } = new();
}
