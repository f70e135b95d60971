namespace Auth.Pages.Shell;

/// <summary>What stands around all pages of an area.</summary>
/// <param name="Product">The name in the header.</param>
/// <param name="Home">The path behind it.</param>
internal sealed record PageFrame(string Product, string Home)
{
    /// <summary>Where <see cref="Assets.PageAssetEndpoint"/> is mounted: the path in front of its route.</summary>
    public required string Root { get; init; }

    /// <summary>The links in the header.</summary>
    public IReadOnlyList<PageLink> Links { get; init; } = [];

    /// <summary>Who is signed in, and the way out; nothing when nobody is.</summary>
    public Html Account { get; init; }

    /// <summary>What has just happened.</summary>
    public PageNotice? Notice { get; init; }
}

/// <summary>A link of a header or of tabs.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Path">Where it leads.</param>
/// <param name="Current">Whether it is the page that is shown.</param>
internal sealed record PageLink(string Text, string Path, bool Current = false)
{
    /// <summary>The link as an item of a list.</summary>
    public Html ToItem()
    {
        var current = Current ? Html.Raw(" aria-current=\"page\"") : Html.Empty;
        return Html.Of($"<li><a href=\"{Path}\"{current}>{Text}</a></li>");
    }
}
