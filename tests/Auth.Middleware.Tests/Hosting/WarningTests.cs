using Auth.Mail;
using Auth.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Hosting;

/// <summary>What is unwise is logged when the host has started.</summary>
public sealed class WarningTests
{
    [Fact]
    public async Task A_host_without_mail_hears_it()
    {
        await using var host = await PipelineHost.StartAsync(_ => { });

        host.Log.Of("MailNotConfigured").ShouldHaveSingleItem().ShouldContain("Auth:Mail:Smtp:Host");
    }

    [Theory]
    [InlineData("Auth:Mail:PickupDirectory", "mail")]
    [InlineData("Auth:Mail:Smtp:Host", "mail.example.com")]
    public async Task A_host_with_mail_does_not(string key, string value)
    {
        await using var host = await PipelineHost.StartAsync(_ => { }, (key, value));

        host.Log.Of("MailNotConfigured").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_with_a_sender_of_its_own_does_not()
    {
        await using var host = await PipelineHost.StartAsync(
            new PipelineSetup { Services = services => services.AddSingleton<IEmailSender, Silent>() }
        );

        host.Log.Of("MailNotConfigured").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("FORWARDEDHEADERS_ENABLED", "true", 1)]
    [InlineData("FORWARDEDHEADERS_ENABLED", "false", 0)]
    [InlineData("Auth:TrustedProxies:0", "0.0.0.0/0", 1)]
    [InlineData("Auth:TrustedProxies:0", "10.0.0.0/8", 0)]
    public async Task A_host_that_believes_addresses_from_anyone_hears_it(string key, string value, int warnings)
    {
        await using var host = await PipelineHost.StartAsync(_ => { }, (key, value));

        host.Log.Of("ForwardedHeadersUntrusted").Count().ShouldBe(warnings);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task So_does_one_that_configured_the_framework_that_way(bool clear, int warnings)
    {
        await using var host = await PipelineHost.StartAsync(
            new PipelineSetup
            {
                Services = services =>
                    services.Configure<ForwardedHeadersOptions>(options =>
                    {
                        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor;
                        if (clear)
                        {
                            options.KnownProxies.Clear();
                            options.KnownIPNetworks.Clear();
                        }
                    }),
            }
        );

        host.Log.Of("ForwardedHeadersUntrusted").Count().ShouldBe(warnings);
    }

    [Theory]
    [InlineData("Development", 0)]
    [InlineData("Production", 1)]
    public async Task Outside_development_a_passing_store_and_a_guessed_URL_are_said(string environment, int warnings)
    {
        await using var host = await PipelineHost.StartAsync(new PipelineSetup { Environment = environment });

        host.Log.Of("StoreNotDurable").Count().ShouldBe(warnings);
        host.Log.Of("PublicBaseUrlMissing").Count().ShouldBe(warnings);
    }

    private sealed class Silent : IEmailSender
    {
        public Task SendAsync(EmailMessage message, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
