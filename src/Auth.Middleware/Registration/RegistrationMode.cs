namespace Auth.Registration;

/// <summary>Who may register at <c>/oauth2/register</c> (RFC 7591).</summary>
public enum RegistrationMode
{
    /// <summary>Open in the Development environment, closed everywhere else.</summary>
    Auto,

    /// <summary>Nobody; the endpoint is not there.</summary>
    Closed,

    /// <summary>Anybody, within the limit of the policy <c>register</c>.</summary>
    Open,

    /// <summary>Holders of an initial access token, which operators issue and which is good for one registration.</summary>
    InitialAccessToken,

    /// <summary>Anybody with an e-mail address in <c>contacts</c>; limited like an anonymous caller until it is confirmed.</summary>
    VerifiedEmail,
}
