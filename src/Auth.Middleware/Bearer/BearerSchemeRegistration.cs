using Auth.Pipeline;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Auth.Bearer;

/// <summary>Registers the authentication scheme beside those of the host.</summary>
internal static class BearerSchemeRegistration
{
    private const string SuppressAutoDefault = "Microsoft.AspNetCore.Authentication.SuppressAutoDefaultScheme";

    public static void AddBearerScheme(this IServiceCollection services, string name)
    {
        services.AddAuthorization();
        services.AddAuthenticationCore(options =>
        {
            if (!options.SchemeMap.ContainsKey(name))
            {
                options.AddScheme<BearerHandler>(name, displayName: null);
            }
        });
        services.PostConfigure<AuthenticationOptions>(options => KeepDefault(options, name));
        services.TryAddTransient<BearerHandler>();
        services.TryAddSingleton(new BearerScheme(name));
        services.TryAddSingleton(provider =>
            ActivatorUtilities.CreateInstance<PrincipalSource>(
                provider,
                // Resolved once to see whether there is one; requests get theirs from the framework.
                provider.CreateScope().ServiceProvider.GetRequiredService<IClaimsTransformation>()
            )
        );
        services.TryAddSingleton<BearerChallenge>();
    }

    /// <summary>A host's only scheme is its default one without being named; it stays so with this one beside it.</summary>
    private static void KeepDefault(AuthenticationOptions options, string name)
    {
        if (options.DefaultScheme is not null || AppContext.TryGetSwitch(SuppressAutoDefault, out var off) && off)
        {
            return;
        }

        var others = options.Schemes.Where(scheme => !string.Equals(scheme.Name, name, StringComparison.Ordinal));
        if (others.Take(2).ToList() is [var only])
        {
            options.DefaultScheme = only.Name;
        }
    }
}
