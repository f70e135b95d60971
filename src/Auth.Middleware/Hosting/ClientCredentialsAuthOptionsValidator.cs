using System.Net;
using Auth.Credentials;
using Auth.RateLimiting;
using Auth.Resources;
using Auth.Token;
using Microsoft.Extensions.Options;

namespace Auth.Hosting;

/// <summary>Finds all that is wrong with the options at once; each message says the key and the fix.</summary>
internal sealed class ClientCredentialsAuthOptionsValidator : IValidateOptions<ClientCredentialsAuthOptions>
{
    public ValidateOptionsResult Validate(string? name, ClientCredentialsAuthOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(ClientCredentialsAuthOptions options)
    {
        if (options.PublicBaseUrl is { } url && !IsBase(url))
        {
            yield return "Auth:PublicBaseUrl must be an absolute http or https URL without query and fragment, such as https://api.example.com.";
        }

        if (options.ErrorDocumentation is { } page && (!page.IsAbsoluteUri || page.Fragment.Length > 0))
        {
            yield return "Auth:ErrorDocumentation must be an absolute URL without a fragment, such as https://docs.example.com/errors.";
        }

        if (
            options.CredentialPrefix.Length is < 2 or > 16
            || !options.CredentialPrefix.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
        )
        {
            yield return "Auth:CredentialPrefix must be 2 to 16 lower-case letters and digits.";
        }

        if (options.Realm.Length == 0 || options.Realm.Any(c => c is < ' ' or > '~' or '"' or '\\'))
        {
            yield return "Auth:Realm must be printable ASCII without quotes and backslashes.";
        }

        foreach (
            var proxy in options.TrustedProxies.Where(proxy =>
                !IPNetwork.TryParse(proxy, out _) && !IPAddress.TryParse(proxy, out _)
            )
        )
        {
            yield return $"Auth:TrustedProxies names '{proxy}': write an address or a network such as 10.0.0.0/8.";
        }

        for (var i = 0; i < options.Resources.Count; i++)
        {
            if (ResourceIdentifier.Normalize(options.Resources[i]) is null)
            {
                yield return $"Auth:Resources:{i} must be an absolute URI without a fragment, such as https://api.example.com/orders.";
            }
        }

        if (options.ImportedSecrets.Iterations is < 1_000 or > 10_000_000)
        {
            yield return "Auth:ImportedSecrets:Iterations must be 1,000 to 10,000,000; 600,000 takes about a tenth of a second.";
        }

        foreach (var (key, text) in ServerKeys(options))
        {
            if (!ServerKeyring.TryDecode(text, out _))
            {
                yield return ServerKeyring.Expected(key);
            }
        }

        foreach (var scope in options.Scopes.Keys.Where(scope => !ScopeSet.IsScope(scope)))
        {
            yield return $"Auth:Scopes names '{scope}': a scope is printable ASCII without spaces, quotes and backslashes.";
        }

        foreach (var (key, value, least, most) in Durations(options))
        {
            if (value < least || value > most)
            {
                yield return $"{key} is {value}: it must be between {least} and {most}.";
            }
        }

        foreach (var (key, rate) in Rates(options).Where(rate => !RateLimit.TryParse(rate.Rate, out _)))
        {
            yield return $"{key} is '{rate}': write {RateLimit.Expected}.";
        }

        if (options.Token.MaxLivePerClient < 1)
        {
            yield return "Auth:Token:MaxLivePerClient must be at least 1.";
        }

        if (options.Bearer.CacheCapacity is < 8 or > 67_108_864)
        {
            yield return "Auth:Bearer:CacheCapacity must be between 8 and 67108864.";
        }

        if (options.Portal.ProductName.Length is 0 or > 60 || options.Portal.ProductName.Any(char.IsControl))
        {
            yield return "Auth:Portal:ProductName must have 1 to 60 characters, none of them a control character.";
        }

        if (
            !options.Portal.TryPath.StartsWith('/')
            || options.Portal.TryPath.Any(c => c is <= ' ' or > '~' or '\'' or '#')
        )
        {
            yield return "Auth:Portal:TryPath must be a path of this host that starts with a slash, such as /v1/images/?page_size=1, percent-encoded.";
        }

        if (options.Mail.DailyLimitPerRecipient < 1 || options.Mail.HourlyLimit < 1)
        {
            yield return "Auth:Mail:DailyLimitPerRecipient and Auth:Mail:HourlyLimit must be at least 1.";
        }
    }

    private static IEnumerable<(string Key, string Rate)> Rates(ClientCredentialsAuthOptions options) =>
        [
            ("Auth:FailedAuthentication:PerClient", options.FailedAuthentication.PerClient),
            ("Auth:FailedAuthentication:PerAddress", options.FailedAuthentication.PerAddress),
        ];

    private static IEnumerable<(string Key, string Text)> ServerKeys(ClientCredentialsAuthOptions options)
    {
        if (options.ServerKey is { Length: > 0 } current)
        {
            yield return ("Auth:ServerKey", current);
        }

        foreach (var (i, previous) in options.PreviousServerKeys.Index())
        {
            yield return ($"Auth:PreviousServerKeys:{i}", previous);
        }
    }

    private static bool IsBase(Uri url) =>
        url.IsAbsoluteUri
        && url.Scheme is "http" or "https"
        && url.Query.Length == 0
        && url.Fragment.Length == 0
        && url.UserInfo.Length == 0;

    private static IEnumerable<(string Key, TimeSpan Value, TimeSpan Least, TimeSpan Most)> Durations(
        ClientCredentialsAuthOptions options
    )
    {
        var second = TimeSpan.FromSeconds(1);
        var years = TimeSpan.FromDays(3_660);
        yield return ("Auth:Token:Lifetime", options.Token.Lifetime, second, years);
        yield return (
            "Auth:Bearer:CacheLifetime",
            options.Bearer.CacheLifetime,
            TimeSpan.Zero,
            TimeSpan.FromMinutes(5)
        );
        yield return (
            "Auth:Bearer:PushedCacheLifetime",
            options.Bearer.PushedCacheLifetime,
            TimeSpan.Zero,
            TimeSpan.FromHours(1)
        );
        yield return ("Auth:Bearer:UnknownTokenLifetime", options.Bearer.UnknownTokenLifetime, TimeSpan.Zero, second);
        yield return (
            "Auth:Registration:UnverifiedLifetime",
            options.Registration.UnverifiedLifetime,
            TimeSpan.FromMinutes(1),
            years
        );
        yield return (
            "Auth:Verification:LinkLifetime",
            options.Verification.LinkLifetime,
            TimeSpan.FromMinutes(1),
            years
        );
        if (options.Store.Patience != Timeout.InfiniteTimeSpan)
        {
            yield return (
                "Auth:Store:Patience",
                options.Store.Patience,
                TimeSpan.FromMilliseconds(50),
                TimeSpan.FromMinutes(1)
            );
        }

        yield return ("Auth:Audit:Retention", options.Audit.Retention, TimeSpan.Zero, years);
        var hour = TimeSpan.FromHours(1);
        var minutes = TimeSpan.FromMinutes(5);
        yield return (
            "Auth:Portal:SignInLinkLifetime",
            options.Portal.SignInLinkLifetime,
            TimeSpan.FromMinutes(1),
            TimeSpan.FromDays(1)
        );
        yield return (
            "Auth:Portal:SessionLifetime",
            options.Portal.SessionLifetime,
            TimeSpan.FromMinutes(1),
            TimeSpan.FromDays(30)
        );
        yield return ("Auth:DPoP:ProofLifetime", options.DPoP.ProofLifetime, second, hour);
        yield return ("Auth:DPoP:ClockSkew", options.DPoP.ClockSkew, TimeSpan.Zero, minutes);
        yield return ("Auth:DPoP:NonceLifetime", options.DPoP.NonceLifetime, second, TimeSpan.FromDays(1));
        yield return ("Auth:ClientAssertion:MaxLifetime", options.ClientAssertion.MaxLifetime, second, hour);
        yield return ("Auth:ClientAssertion:ClockSkew", options.ClientAssertion.ClockSkew, TimeSpan.Zero, minutes);
    }
}
