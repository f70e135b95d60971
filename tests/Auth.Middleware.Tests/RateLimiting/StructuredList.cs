using System.Globalization;

namespace Auth.RateLimiting;

/// <summary>A strict RFC 9651 parser for what the rate-limit fields may hold: a list of strings with integer parameters.</summary>
internal static class StructuredList
{
    public static List<(string Value, Dictionary<string, long> Parameters)> Parse(string field)
    {
        var items = new List<(string, Dictionary<string, long>)>();
        var at = 0;
        do
        {
            if (items.Count > 0)
            {
                Expect(field, ref at, ',');
                while (at < field.Length && field[at] is ' ' or '\t')
                    at++;
            }

            items.Add((ReadString(field, ref at), ReadParameters(field, ref at)));
        } while (at < field.Length);
        return items;
    }

    private static string ReadString(string field, ref int at)
    {
        Expect(field, ref at, '"');
        var start = at;
        while (field[at] != '"')
        {
            if (field[at] is < ' ' or > '~' or '\\')
                throw new FormatException($"'{field[at]}' at {at}");
            at++;
        }

        return field[start..at++];
    }

    private static Dictionary<string, long> ReadParameters(string field, ref int at)
    {
        var parameters = new Dictionary<string, long>(StringComparer.Ordinal);
        while (at < field.Length && field[at] == ';')
        {
            at++;
            var start = at;
            while (field[at] is (>= 'a' and <= 'z') or '*' or (>= '0' and <= '9') or '_' or '-' or '.')
                at++;
            var key = field[start..at];
            if (key.Length == 0 || !char.IsAsciiLetterLower(key[0]))
                throw new FormatException($"key at {start}");
            Expect(field, ref at, '=');
            start = at;
            while (at < field.Length && char.IsAsciiDigit(field[at]))
                at++;
            if (at - start is 0 or > 15)
                throw new FormatException($"integer at {start}");
            parameters[key] = long.Parse(field[start..at], CultureInfo.InvariantCulture);
        }

        return parameters;
    }

    private static void Expect(string field, ref int at, char expected)
    {
        if (at >= field.Length || field[at] != expected)
            throw new FormatException($"'{expected}' expected at {at} of {field}");
        at++;
    }
}
