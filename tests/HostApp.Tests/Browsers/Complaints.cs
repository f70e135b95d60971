using Microsoft.Playwright;

namespace HostApp.Tests;

/// <summary>What a browser complains about while a page is used: what its policy forbids, and errors of its scripts.</summary>
internal sealed class Complaints
{
    /// <summary>How the browser reports an answer that is no success, which may be what a test wants.</summary>
    private const string Status = "Failed to load resource: the server responded with a status of ";

    private readonly List<string> _heard = [];

    private Complaints(IPage page)
    {
        page.PageError += (_, error) => _heard.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !message.Text.StartsWith(Status, StringComparison.Ordinal))
            {
                _heard.Add(message.Text);
            }
        };
    }

    /// <summary>Listens from now on.</summary>
    public static Complaints About(IPage page) => new(page);

    /// <summary>Expects none so far.</summary>
    public void ShouldBeNone() => _heard.ShouldBeEmpty();
}
