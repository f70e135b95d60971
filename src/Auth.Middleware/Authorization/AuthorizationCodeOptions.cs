namespace Auth.Authorization;

/// <summary>Settings of applications that users approve, bound from <c>Auth:AuthorizationCode</c>.</summary>
public sealed class AuthorizationCodeOptions
{
    /// <summary>The host's authentication scheme that knows who is signed in, and that shows the sign-in page when it is challenged.</summary>
    /// <value>The default is <see langword="null"/>: the host's default scheme.</value>
    public string? SignInScheme { get; set; }

    /// <summary>The claim that identifies a user for ever; a name that can change hands is none.</summary>
    /// <value>The default is <see langword="null"/>: <c>ClaimTypes.NameIdentifier</c>, or <c>sub</c>.</value>
    public string? SubjectClaim { get; set; }

    /// <summary>How long an authorization code works; 60 to 600 seconds (RFC 6749 section 4.1.2).</summary>
    /// <value>The default is 60 seconds.</value>
    public TimeSpan CodeLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether clients that register the grant type <c>refresh_token</c> get refresh tokens (RFC 6749 section 6). Fixed at the start.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool RefreshTokens { get; set; }

    /// <summary>How long a refresh token works; each use replaces it by a new one.</summary>
    /// <value>The default is 30 days.</value>
    public TimeSpan RefreshTokenLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long an access token lives that users make for their own application on its page.</summary>
    /// <value>The default is 90 days.</value>
    public TimeSpan PersonalTokenLifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How many applications a user may register on the applications page; 0 leaves the page to those who have some.</summary>
    /// <value>The default is 25.</value>
    public int MaxApplicationsPerUser { get; set; } = 25;
}
