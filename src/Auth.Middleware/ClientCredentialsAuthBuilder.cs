using System.Diagnostics.CodeAnalysis;
using Auth.Hosting;
using Auth.RateLimiting;
using Auth.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Auth;

/// <summary>Adds to what <c>AddClientCredentialsAuth</c> has registered.</summary>
public sealed class ClientCredentialsAuthBuilder : IAuthStorageBuilder
{
    internal ClientCredentialsAuthBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Declares a scope that clients may be granted.</summary>
    /// <param name="name">The scope (RFC 6749 section 3.3).</param>
    /// <param name="description">What it allows, in words for people.</param>
    public ClientCredentialsAuthBuilder AddScope(string name, string description)
    {
        Services.Configure<ClientCredentialsAuthOptions>(options => options.Scopes[name] = description);
        return this;
    }

    /// <summary>Defines a rate-limit tier in code; configuration under <c>Auth:RateLimiting:Tiers</c> is laid over it.</summary>
    /// <param name="name">The tier.</param>
    /// <param name="configure">Sets its windows.</param>
    /// <example><code>.AddTier("partner", tier => tier.Limit("burst", "500/min").Limit("sustained", "100000/day"))</code></example>
    public ClientCredentialsAuthBuilder AddTier(string name, Action<TierBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var tier = new TierBuilder();
        configure(tier);
        Services.Insert(
            0,
            ServiceDescriptor.Singleton<Microsoft.Extensions.Options.IConfigureOptions<RateLimitingOptions>>(
                new TierDefaults(name, tier)
            )
        );
        return this;
    }

    /// <summary>Sends the library's facts to a sink.</summary>
    /// <typeparam name="TSink">The sink; a single instance is made.</typeparam>
    public ClientCredentialsAuthBuilder AddEventSink<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSink
    >()
        where TSink : class, IAuthEventSink
    {
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuthEventSink, TSink>());
        return this;
    }

    /// <summary>Lets the host decide about registrations, tokens and principals.</summary>
    /// <param name="configure">Sets the hooks; a hook that is set again replaces the earlier one.</param>
    /// <example><code>.AddEvents(events => events.OnTokenIssuing = context => { context.Lifetime = TimeSpan.FromMinutes(5); return ValueTask.CompletedTask; })</code></example>
    public ClientCredentialsAuthBuilder AddEvents(Action<AuthEvents> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(configure);
        return this;
    }

    /// <summary>Lets the host decide about registrations, tokens and principals, with the help of its services.</summary>
    /// <param name="configure">Sets the hooks, with the services of the application (not of a request).</param>
    public ClientCredentialsAuthBuilder AddEvents(Action<AuthEvents, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.AddOptions<AuthEvents>().Configure(configure);
        return this;
    }

    /// <inheritdoc />
    public IAuthStorageBuilder UseStore<TStore>(Func<IServiceProvider, TStore> factory)
        where TStore : class
    {
        Services.Replace(ServiceDescriptor.Singleton(factory));
        StoreDecoration.Apply(Services, typeof(TStore));
        return this;
    }
}
