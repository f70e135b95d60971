namespace Auth.Pages.Shell;

/// <summary>The heading of a column; one of numbers stands at the right, as they do.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsNumber">Whether numbers stand under it.</param>
internal readonly record struct Column(string Text, bool IsNumber = false)
{
    /// <summary>The heading of numbers.</summary>
    public static Column OfNumbers(string text) => new(text, IsNumber: true);

    public static implicit operator Column(string text) => new(text);

    /// <summary>The heading as markup.</summary>
    public Html ToHtml()
    {
        var look = IsNumber ? Html.Raw(" class=\"num\"") : Html.Empty;
        return Html.Of($"<th scope=\"col\"{look}>{Text}</th>");
    }
}
