using Auth.Pipeline;
using Auth.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Auth.Dialects.Fediverse;

/// <summary>Registers what both dialects need, once.</summary>
internal static class FediverseRegistration
{
    public static void AddShared(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(FediverseTokens)))
        {
            return;
        }

        services.AddSingleton<FediverseTokens>();
        services.TryAddSingleton<VapidKey>();
        services.PostConfigure<RateLimitingOptions>(FediversePolicies.AddTo);
        services.AddEndpointCors();
        services.TryAddSingleton<UserApproval>();
        services.TryAddSingleton<IFediverseAccounts, SubjectAccounts>();
    }

    /// <summary>Whether a path base is empty, or a slash and segments without one at the end.</summary>
    public static bool IsPathBase(string pathBase) =>
        pathBase.Length == 0
        || (
            pathBase.StartsWith('/')
            && !pathBase.EndsWith('/')
            && !pathBase.Contains("//", StringComparison.Ordinal)
            && pathBase.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.')
        );

    /// <summary>What is wrong with one that is not.</summary>
    public static string PathBaseExpected(string section) =>
        $"{section}:PathBase must be empty, or start with a slash and not end with one, such as /social.";
}
