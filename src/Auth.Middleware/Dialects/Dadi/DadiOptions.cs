using Auth.Storage;

namespace Auth.Dialects.Dadi;

/// <summary>Settings of the DADI dialect, bound from <c>Auth:Dadi</c>.</summary>
public sealed class DadiOptions
{
    /// <summary>The path of the token endpoint; fixed at start.</summary>
    /// <value>The default is <c>/token</c>.</value>
    public string TokenPath { get; set; } = "/token";

    /// <summary>How long an access token lives.</summary>
    /// <value>The default is 30 minutes.</value>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a code that replaces a secret lives, and how long nobody gets another one for the same client.</summary>
    /// <value>The default is 10 minutes.</value>
    public TimeSpan ResetTokenLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether scripts of every origin may call the dialect's endpoints.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Cors { get; set; } = true;

    /// <summary>The first administrator.</summary>
    public DadiAdminOptions Admin { get; } = new();
}

/// <summary>The administrator that is made at start when no client has its id.</summary>
public sealed class DadiAdminOptions
{
    /// <summary>The administrator's <c>clientId</c>.</summary>
    /// <value>The default is <see langword="null"/>: none is made.</value>
    public string? ClientId { get; set; }

    /// <summary>Its secret, at most 128 bytes. When it is changed here, the stored one follows at the next start.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public string? Secret { get; set; }

    /// <summary><see cref="ClientAccessType.Admin"/>, or <see cref="ClientAccessType.SuperUser"/>, who may make other administrators.</summary>
    /// <value>The default is <see cref="ClientAccessType.Admin"/>.</value>
    public ClientAccessType AccessType { get; set; } = ClientAccessType.Admin;
}
