namespace Auth.Pages;

/// <summary>A page without its frame.</summary>
/// <param name="Title">What the browser shows above it. Never a code or a secret: titles stay in the history.</param>
/// <param name="Main">What stands in it.</param>
public sealed record PageContent(string Title, Html Main)
{
    /// <summary>What it is about.</summary>
    /// <value>The default is <see cref="PageTone.Ask"/>.</value>
    public PageTone Tone { get; init; }

    /// <summary>Whether it needs the width of a list or a form.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Wide { get; init; }

    /// <summary>The page as a whole document.</summary>
    /// <param name="style">Its style sheet.</param>
    internal Html ToDocument(string style)
    {
        var tone = Tone switch
        {
            PageTone.Good => "good",
            PageTone.Bad => "bad",
            _ => "ask",
        };
        var width = Wide ? " wide" : "";
        return Html.Of(
            $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{Title}</title><style>{Html.Raw(style)}</style></head><body><main class=\"{tone}{width}\">{Main}</main></body></html>"
        );
    }
}

/// <summary>What a page is about.</summary>
public enum PageTone
{
    /// <summary>Something is to be decided or done.</summary>
    Ask,

    /// <summary>Something has worked.</summary>
    Good,

    /// <summary>Something has not.</summary>
    Bad,
}
