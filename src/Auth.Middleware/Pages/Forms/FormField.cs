namespace Auth.Pages.Forms;

/// <summary>A field of a form: its label, a hint, what stands in it, and what is wrong with it.</summary>
/// <param name="Name">The name it is sent under, which is its id too.</param>
/// <param name="Label">What it is called.</param>
internal sealed record FormField(string Name, string Label)
{
    /// <summary>What stands in it.</summary>
    public string Value { get; init; } = "";

    /// <summary>A sentence under the label.</summary>
    public string? Hint { get; init; }

    /// <summary>What is wrong with it.</summary>
    public string? Fault { get; init; }

    /// <summary>Its kind: <c>text</c>, <c>email</c>, <c>url</c>, <c>textarea</c> and so on.</summary>
    public string Type { get; init; } = "text";

    /// <summary>Whether it must be filled.</summary>
    public bool Required { get; init; }

    /// <summary>The most characters it takes.</summary>
    public int MaxLength { get; init; } = 200;

    /// <summary>What browsers may fill it with.</summary>
    public string AutoComplete { get; init; } = "off";

    /// <summary>The field as markup.</summary>
    public Html ToHtml() => Around(Control());

    /// <summary>The field as a choice among values.</summary>
    /// <param name="choices">The values and what they are called.</param>
    public Html ToSelect(IEnumerable<(string Value, string Text)> choices)
    {
        var options = choices.Select(choice =>
            Html.Of(
                $"<option value=\"{choice.Value}\"{(choice.Value == Value ? Html.Raw(" selected") : Html.Empty)}>{choice.Text}</option>"
            )
        );
        return Around(Html.Of($"<select id=\"{Name}\" name=\"{Name}\"{About()}>{Html.Join(options)}</select>"));
    }

    private Html Around(Html control)
    {
        var hint = Hint is null ? Html.Empty : Html.Of($"<span class=\"hint\" id=\"{Name}-hint\">{Hint}</span>");
        var fault = Fault is null ? Html.Empty : Html.Of($"<p class=\"fault\" id=\"{Name}-fault\">{Fault}</p>");
        return Html.Of($"<div class=\"field\"><label for=\"{Name}\">{Label}</label>{hint}{control}{fault}</div>");
    }

    private Html Control()
    {
        var required = Required ? Html.Raw(" required") : Html.Empty;
        return Type == "textarea"
            ? Html.Of(
                $"<textarea id=\"{Name}\" name=\"{Name}\" rows=\"4\" maxlength=\"{MaxLength}\"{required}{About()}>\n{Value}</textarea>"
            )
            : Html.Of(
                $"<input type=\"{Type}\" id=\"{Name}\" name=\"{Name}\" maxlength=\"{MaxLength}\" autocomplete=\"{AutoComplete}\"{required}{About()} value=\"{Value}\">"
            );
    }

    private Html About()
    {
        List<string> parts = [];
        if (Hint is not null)
        {
            parts.Add(Name + "-hint");
        }

        if (Fault is not null)
        {
            parts.Add(Name + "-fault");
        }

        var described = parts.Count == 0 ? Html.Empty : Html.Of($" aria-describedby=\"{string.Join(' ', parts)}\"");
        return Fault is null ? described : Html.Of($"{described} aria-invalid=\"true\"");
    }
}
