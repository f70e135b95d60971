namespace Auth.Pages.Forms;

/// <summary>Fields that a form sends and nobody sees.</summary>
internal static class HiddenFields
{
    /// <summary>The fields, in order.</summary>
    public static Html Of(IEnumerable<(string Name, string Value)> fields) =>
        Html.Join(
            fields.Select(field => Html.Of($"<input type=\"hidden\" name=\"{field.Name}\" value=\"{field.Value}\">"))
        );
}
