using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auth.Hosting;

/// <summary>Makes options, and keeps to the last good ones when an edit of the running host is not valid.</summary>
/// <remarks>
/// Without it the monitor throws wherever the options are read, so that a mistake in a settings file stops registrations and tokens. The first
/// options must be valid: a host with mistakes does not start.
/// </remarks>
internal sealed class LastGoodOptionsFactory<
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions
>(
    IEnumerable<IConfigureOptions<TOptions>> setups,
    IEnumerable<IPostConfigureOptions<TOptions>> postConfigures,
    IEnumerable<IValidateOptions<TOptions>> validations,
    ILogger<MountState> logger
) : IOptionsFactory<TOptions>
    where TOptions : class
{
    private readonly OptionsFactory<TOptions> _factory = new(setups, postConfigures, validations);
    private readonly Lock _lock = new();
    private TOptions? _last;
    private string _mistake = "";

    public TOptions Create(string name)
    {
        lock (_lock)
        {
            try
            {
                _last = _factory.Create(name);
                _mistake = "";
            }
            // Validation throws the one, a value that cannot be read the other.
            catch (Exception e)
                when (_last is not null && (e is OptionsValidationException or InvalidOperationException))
            {
                Report(e);
            }

            return _last!;
        }
    }

    /// <summary>An editor writes a file in several steps, and each is reported: the same mistake is logged once.</summary>
    private void Report(Exception mistake)
    {
        if (mistake.Message != _mistake)
        {
            _mistake = mistake.Message;
            Log.SettingsRejected(logger, mistake.Message);
        }
    }
}

/// <summary>Registers <see cref="LastGoodOptionsFactory{TOptions}"/>.</summary>
internal static class LastGoodOptions
{
    public static void KeepLastGood<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions
    >(this IServiceCollection services)
        where TOptions : class => services.AddSingleton<IOptionsFactory<TOptions>, LastGoodOptionsFactory<TOptions>>();
}
