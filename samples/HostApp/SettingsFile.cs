using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Primitives;

namespace HostApp;

/// <summary>Reports an edit of a settings file that is not JSON: the framework keeps the settings in force and says nothing.</summary>
internal static partial class SettingsFile
{
    public static void ReportBrokenEdits(this WebApplication app)
    {
        var last = "";
        ChangeToken.OnChange(((IConfiguration)app.Configuration).GetReloadToken, () => last = "");
        foreach (var source in ((IConfigurationBuilder)app.Configuration).Sources.OfType<JsonConfigurationSource>())
        {
            source.OnLoadException = failure =>
            {
                var reason = failure.Exception.InnerException?.Message ?? failure.Exception.Message;
                // One edit is often seen twice.
                if (Interlocked.Exchange(ref last, reason) != reason)
                {
                    LogBrokenEdit(app.Logger, source.Path, reason);
                }
            };
        }
    }

    [LoggerMessage(
        1,
        LogLevel.Error,
        "{File} cannot be read; the limits before it stay in force. {Reason}",
        EventName = "SettingsFileBroken"
    )]
    private static partial void LogBrokenEdit(ILogger logger, string? file, string reason);
}
