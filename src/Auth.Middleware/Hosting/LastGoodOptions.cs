using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auth.Hosting;

/// <summary>Keeps the last settings that were valid in force while an edit of the running host's configuration is not.</summary>
/// <remarks>The framework would throw at every reading of the options until the edit is mended, and so answer every request with an error.</remarks>
internal sealed class LastGoodOptions(ILogger<LastGoodOptions> logger) : OptionsCache<ClientCredentialsAuthOptions>
{
    private ClientCredentialsAuthOptions? _last;

    public override ClientCredentialsAuthOptions GetOrAdd(
        string? name,
        Func<ClientCredentialsAuthOptions> createOptions
    ) => base.GetOrAdd(name, () => Create(createOptions));

    private ClientCredentialsAuthOptions Create(Func<ClientCredentialsAuthOptions> create)
    {
        try
        {
            return _last = create();
        }
        catch (Exception e) when (_last is not null && e is OptionsValidationException or InvalidOperationException)
        {
            // The binder throws the latter for a value that it cannot read. At the start there is no last one, and the host does not start.
            Log.SettingsRejected(logger, e.Message);
            return _last!;
        }
    }
}
