using System.Collections.Immutable;
using Auth.Contacts;
using Auth.Storage;

namespace Auth.Registration;

/// <summary>A wish to register, checked for form by the dialect that received it.</summary>
internal sealed record ClientRegistration
{
    /// <summary>The application's name, trimmed.</summary>
    public required string Name { get; init; }

    /// <summary>Whether no other client may have the name.</summary>
    public required bool UniqueName { get; init; }

    /// <summary>What the application is for.</summary>
    public string? Description { get; init; }

    /// <summary>Where the verification link goes; <see langword="null"/> for dialects without one.</summary>
    public EmailAddress? Email { get; init; }

    /// <summary>The scopes the client may ask for.</summary>
    public ImmutableArray<string> Scopes { get; init; } = [];

    /// <summary>The grant types the client may use.</summary>
    public ImmutableArray<string> GrantTypes { get; init; } = ["client_credentials"];

    /// <summary>Where users are sent back to.</summary>
    public ImmutableArray<string> RedirectUris { get; init; } = [];

    /// <summary>The application's web page.</summary>
    public string? Website { get; init; }

    /// <summary>How the client authenticates (RFC 7591 section 2); with <c>none</c> and <c>private_key_jwt</c> it gets no secret.</summary>
    public string AuthenticationMethod { get; init; } = "client_secret_basic";

    /// <summary>The client's public keys as a JSON Web Key Set.</summary>
    public string? KeySet { get; init; }

    /// <summary>Whether the client's tokens must be bound to a key.</summary>
    public bool RequiresDPoP { get; init; }

    /// <summary>Whether the client manages its registration with a token (RFC 7592).</summary>
    public bool Managed { get; init; }

    /// <summary>Whether the address needs no confirmation, because an operator registers.</summary>
    public bool Verified { get; init; }

    /// <summary>The dialect that registers: it words the link in the mail.</summary>
    public required string Dialect { get; init; }
}

/// <summary>How a registration ended.</summary>
internal abstract record RegistrationOutcome
{
    private RegistrationOutcome() { }

    /// <summary>Client and mail are stored.</summary>
    /// <param name="Client">The client.</param>
    /// <param name="Secret">Its secret in clear, for the response and nothing else; empty for a client without one.</param>
    /// <param name="RegistrationToken">The token that manages it, likewise; <see langword="null"/> when it is not managed.</param>
    public sealed record Registered(Client Client, string Secret, string? RegistrationToken) : RegistrationOutcome
    {
        /// <summary>Does not show the secret.</summary>
        public override string ToString() => $"Registered {{ Client = {Client.Id} }}";
    }

    /// <summary>The host refuses the registration.</summary>
    public sealed record Refused(OAuthError Error) : RegistrationOutcome;

    /// <summary>Another client has the name.</summary>
    public sealed record NameTaken : RegistrationOutcome;
}
