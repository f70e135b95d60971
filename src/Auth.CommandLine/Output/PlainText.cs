using System.Globalization;
using System.Text;

namespace Auth.CommandLine.Output;

/// <summary>Text that others wrote, for a terminal: no control characters, which could move the cursor or worse.</summary>
internal static class PlainText
{
    public static string Of(string? text)
    {
        if (text is null)
        {
            return "";
        }

        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            plain.Append(
                category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                    ? "\uFFFD"
                    : rune.ToString()
            );
        }

        return plain.ToString();
    }
}
