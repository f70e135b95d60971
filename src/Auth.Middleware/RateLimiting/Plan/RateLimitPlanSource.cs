using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auth.RateLimiting;

/// <summary>Holds the plan in force and replaces it when the options change.</summary>
/// <remarks>
/// The first plan must be valid, so a host with mistakes does not start. Deliberately no <see cref="IValidateOptions{TOptions}"/>: the
/// monitor would throw in the thread that watches the configuration file.
/// </remarks>
internal sealed class RateLimitPlanSource : IDisposable
{
    private readonly ILogger _logger;
    private readonly IDisposable? _subscription;
    private volatile RateLimitPlan _current;

    /// <exception cref="OptionsValidationException">The configured limits are not valid; all mistakes are named.</exception>
    public RateLimitPlanSource(IOptionsMonitor<RateLimitingOptions> options, ILogger<RateLimitPlanSource> logger)
    {
        _logger = logger;
        if (!RateLimitPlanCompiler.TryCompile(options.CurrentValue, out var plan, out var errors))
            throw new OptionsValidationException(nameof(RateLimitingOptions), typeof(RateLimitingOptions), errors);

        _current = plan;
        _subscription = options.OnChange((changed, _) => Replace(changed));
    }

    /// <summary>The plan in force. Read once a request and keep it for the whole of it.</summary>
    public RateLimitPlan Current => _current;

    /// <summary>What was wrong with the latest edit; empty when it is in force.</summary>
    public ImmutableArray<string> Errors { get; private set; } = [];

    public void Dispose() => _subscription?.Dispose();

    private void Replace(RateLimitingOptions options)
    {
        if (RateLimitPlanCompiler.TryCompile(options, out var plan, out var errors))
        {
            _current = plan;
            _logger.LimitsReloaded();
        }
        else if (!errors.SequenceEqual(Errors, StringComparer.Ordinal))
        {
            // An editor writes a file in several steps, and each is reported: the same mistake is logged once.
            _logger.LimitsRejected(string.Join(' ', errors));
        }

        Errors = errors;
    }
}
