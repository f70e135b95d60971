using System.Globalization;
using System.Text;

namespace Auth.Registration;

/// <summary>Folds names so that look-alikes collide: compatibility forms, case, invisible characters and runs of white space do not count.</summary>
internal static class ClientName
{
    /// <summary>Folds a name. Without the globalization data of ICU only ASCII look-alikes are folded.</summary>
    public static string Normalize(string name)
    {
        var folded = new StringBuilder(name.Length);
        var space = false;
        foreach (var rune in name.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                space = folded.Length > 0;
                continue;
            }

            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control)
            {
                continue;
            }

            if (space)
            {
                folded.Append(' ');
                space = false;
            }

            // Up and down again: letters with two small forms, such as the sigmas, become one.
            folded.Append(Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)).ToString());
        }

        return folded.ToString();
    }
}
