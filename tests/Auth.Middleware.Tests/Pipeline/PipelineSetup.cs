using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Pipeline;

/// <summary>What a test's host is made of; everything has a default.</summary>
internal sealed record PipelineSetup
{
    /// <summary>Configuration, keys as in a file.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>What the host registers before <c>AddClientCredentialsAuth</c>.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };

    /// <summary>The name of the authentication scheme.</summary>
    public string Scheme { get; init; } = ClientCredentialsAuthDefaults.AuthenticationScheme;

    /// <summary>What the host adds to the library.</summary>
    public Action<ClientCredentialsAuthBuilder> Auth { get; init; } = _ => { };

    /// <summary>What the host puts in front of the library.</summary>
    public Action<WebApplication> Before { get; init; } = _ => { };

    /// <summary>Mounts the library.</summary>
    public Action<WebApplication> Mount { get; init; } = app => app.UseClientCredentialsAuth();

    /// <summary>The host's endpoints.</summary>
    public Action<WebApplication> Map { get; init; } = _ => { };

    /// <summary>The host's environment.</summary>
    public string Environment { get; init; } = "Development";

    /// <summary>Whether to listen on a real port of the loopback address instead of in memory.</summary>
    public bool UsesKestrel { get; init; }
}
