namespace Auth.Pages.Shell;

/// <summary>A sentence above a page.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Tone">How it is meant.</param>
internal sealed record PageNotice(string Text, NoticeTone Tone = NoticeTone.Good)
{
    /// <summary>The notice as markup, read out when it appears.</summary>
    public Html ToHtml()
    {
        var (look, role) = Tone switch
        {
            NoticeTone.Good => (" good", "status"),
            NoticeTone.Warn => (" warn", "status"),
            NoticeTone.Bad => (" bad", "alert"),
            _ => ("", "status"),
        };
        return Html.Of($"<p class=\"notice{look}\" role=\"{role}\">{Text}</p>");
    }
}

/// <summary>How a notice is meant.</summary>
internal enum NoticeTone
{
    /// <summary>It has worked.</summary>
    Good,

    /// <summary>Something is worth knowing.</summary>
    Plain,

    /// <summary>Something needs attention.</summary>
    Warn,

    /// <summary>It has not worked.</summary>
    Bad,
}
