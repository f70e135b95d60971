namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>Settings of the GoToSocial dialect, bound from <c>Auth:GoToSocial</c>.</summary>
public sealed class GoToSocialOptions
{
    /// <summary>What the dialect's paths start with; read once at start.</summary>
    /// <value>The default is empty: the root of the host. Otherwise a slash and more, such as <c>/gotosocial</c>.</value>
    public string PathBase { get; set; } = "";

    /// <summary>How long the token of an application that acts for itself lives; at least one second.</summary>
    /// <value>The default is two hours. Tokens of users live until they are revoked.</value>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(2);

    /// <summary>The rate-limit policy of registrations; read once at start.</summary>
    /// <value>The default is <c>fediverse-api</c>, as in the original; <c>app-registration</c> is stricter.</value>
    public string RegistrationPolicy { get; set; } = "fediverse-api";

    /// <summary>The name of the service, for <c>/api/v1/instance</c>.</summary>
    /// <value>The default is <c>Auth</c>.</value>
    public string Title { get; set; } = "Auth";

    /// <summary>The version of GoToSocial whose wire format is spoken.</summary>
    /// <value>The default is <c>0.20.0</c>.</value>
    public string Version { get; set; } = "0.20.0";
}
