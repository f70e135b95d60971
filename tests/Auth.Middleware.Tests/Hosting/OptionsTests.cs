using Auth.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Hosting;

/// <summary>Settings that cannot work stop the start; each message names the key and the fix.</summary>
public sealed class OptionsTests
{
    [Theory]
    [InlineData("Auth:PublicBaseUrl", "api.example.com")]
    [InlineData("Auth:PublicBaseUrl", "ftp://api.example.com")]
    [InlineData("Auth:PublicBaseUrl", "https://api.example.com/?a=b")]
    [InlineData("Auth:PublicBaseUrl", "https://me@api.example.com/")]
    [InlineData("Auth:CredentialPrefix", "A")]
    [InlineData("Auth:CredentialPrefix", "with_underscore")]
    [InlineData("Auth:CredentialPrefix", "abcdefghijklmnopq")]
    [InlineData("Auth:Realm", "a\"b")]
    [InlineData("Auth:Realm", "größe")]
    [InlineData("Auth:ServerKey", "not base64")]
    [InlineData("Auth:ServerKey", "c2hvcnQ=")]
    [InlineData("Auth:PreviousServerKeys:0", "c2hvcnQ=")]
    [InlineData("Auth:TrustedProxies:0", "proxy.example.com")]
    [InlineData("Auth:TrustedProxies:0", "10.0.0.1/33")]
    [InlineData("Auth:Scopes:two scopes", "Two")]
    [InlineData("Auth:Scopes:gr\u00f6\u00dfe", "Size")]
    [InlineData("Auth:Token:Lifetime", "00:00:00")]
    [InlineData("Auth:Bearer:CacheLifetime", "00:05:01")]
    [InlineData("Auth:Bearer:CacheLifetime", "-00:00:01")]
    [InlineData("Auth:Bearer:UnknownTokenLifetime", "00:00:02")]
    [InlineData("Auth:Bearer:CacheCapacity", "7")]
    [InlineData("Auth:Registration:UnverifiedLifetime", "00:00:30")]
    [InlineData("Auth:Verification:LinkLifetime", "00:00:30")]
    [InlineData("Auth:Mail:HourlyLimit", "0")]
    [InlineData("Auth:RateLimiting:Tiers:standard:burst", "fast")]
    [InlineData("Auth:RateLimiting:AnonymousPartitions", "3")]
    public async Task A_wrong_setting_is_named(string key, string value)
    {
        var error = await Should.ThrowAsync<OptionsValidationException>(() =>
            PipelineHost.StartAsync(_ => { }, (key, value))
        );

        // Lists and dictionaries are named by their own key, and the entry in quotes.
        string? list = ((string[])["Auth:Scopes", "Auth:TrustedProxies"]).FirstOrDefault(key.StartsWith);
        error.Failures.ShouldHaveSingleItem().ShouldContain(list ?? key);
    }

    [Theory]
    [InlineData("Auth:PublicBaseUrl", "https://api.example.com/base")]
    [InlineData("Auth:TrustedProxies:0", "10.0.0.0/8")]
    [InlineData("Auth:TrustedProxies:0", "2001:db8::1")]
    [InlineData("Auth:Scopes:orders:read", "Read orders")]
    [InlineData("Auth:Bearer:CacheLifetime", "00:00:00")]
    [InlineData("Auth:ServerKey", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")]
    public async Task A_right_setting_is_none(string key, string value)
    {
        await using var host = await PipelineHost.StartAsync(_ => { }, (key, value));
    }

    [Fact]
    public async Task All_that_is_wrong_is_named_at_once()
    {
        var error = await Should.ThrowAsync<AggregateException>(() =>
            PipelineHost.StartAsync(
                _ => { },
                ("Auth:Realm", "a\"b"),
                ("Auth:ServerKey", "?"),
                ("Auth:Token:Lifetime", "00:00:00"),
                ("Auth:RateLimiting:Tiers:standard:burst", "fast"),
                ("Auth:RateLimiting:IPv6PrefixLength", "8")
            )
        );

        error
            .InnerExceptions.Cast<OptionsValidationException>()
            .SelectMany(inner => inner.Failures)
            .Count()
            .ShouldBe(5);
    }

    [Fact]
    public async Task Code_may_lay_a_tier_under_the_configuration()
    {
        await using var host = await PipelineHost.StartAsync(
            new PipelineSetup
            {
                Settings = new Dictionary<string, string?> { ["Auth:RateLimiting:Tiers:partner:burst"] = "7/min" },
                Auth = auth =>
                    auth.AddTier("partner", tier => tier.Limit("burst", "500/min").Limit("sustained", "9/day")),
            }
        );

        var windows = host.Services.GetRequiredService<RateLimiting.RateLimitPlanSource>().Current.ForTier("partner");
        windows.PolicyHeader.ShouldBe("\"burst\";q=7;w=60,\"sustained\";q=9;w=86400");
    }
}
