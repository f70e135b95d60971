namespace Auth.ClientAuthentication;

/// <summary>How often client authentication may fail.</summary>
public sealed class FailedAuthenticationOptions
{
    /// <summary>Failures for one client from one address.</summary>
    /// <value>The default is <c>20/min</c>.</value>
    public string PerClient { get; set; } = "20/min";

    /// <summary>Failures from one address, whatever the client.</summary>
    /// <value>The default is <c>120/min</c>.</value>
    public string PerAddress { get; set; } = "120/min";
}
