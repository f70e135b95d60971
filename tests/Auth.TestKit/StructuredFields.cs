using System.Globalization;
using System.Text;

namespace Auth.TestKit;

/// <summary>Parses structured field values (RFC 9651) of the shape that rate-limit headers have: a list of strings with parameters.</summary>
/// <remarks>
/// Parameters are integers, strings, byte sequences or, without a value, true. Anything else a structured field could hold (tokens, decimals,
/// inner lists, dates, display strings) is refused, as is what a serializer may not write: a repeated parameter, unpadded base64.
/// </remarks>
public static class StructuredFields
{
    /// <summary>Parses a field; several field lines are joined with a comma first (section 4.2).</summary>
    /// <exception cref="FormatException">It is not such a list.</exception>
    public static IReadOnlyList<StructuredItem> ParseList(params IEnumerable<string> lines)
    {
        var cursor = new Cursor(string.Join(", ", lines));
        return cursor.ReadList();
    }

    private sealed class Cursor(string text)
    {
        // "Integers ... range of -999,999,999,999,999 to 999,999,999,999,999 inclusive" (section 3.3.1)
        private const int MaxDigits = 15;
        private int _position;

        private char Current => _position < text.Length ? text[_position] : '\0';

        public List<StructuredItem> ReadList()
        {
            var items = new List<StructuredItem>();
            Skip(" ");
            while (_position < text.Length)
            {
                items.Add(new StructuredItem(ReadString(), ReadParameters()));
                Skip(" \t");
                if (_position == text.Length)
                {
                    break;
                }

                Expect(',');
                Skip(" \t");
                if (_position == text.Length)
                {
                    throw Error("a trailing comma");
                }
            }

            return items;
        }

        private OrderedDictionary<string, object> ReadParameters()
        {
            var parameters = new OrderedDictionary<string, object>(StringComparer.Ordinal);
            while (Current == ';')
            {
                _position++;
                Skip(" ");
                var key = ReadKey();
                object value = true;
                if (Current == '=')
                {
                    _position++;
                    value = ReadBareItem();
                }

                if (!parameters.TryAdd(key, value))
                {
                    throw Error($"a repeated parameter {key}");
                }
            }

            return parameters;
        }

        private string ReadKey()
        {
            var start = _position;
            while (IsKeyCharacter(Current, _position == start))
            {
                _position++;
            }

            return _position > start ? text[start.._position] : throw Error("no parameter name");
        }

        private static bool IsKeyCharacter(char c, bool first) =>
            char.IsAsciiLetterLower(c) || c == '*' || (!first && (char.IsAsciiDigit(c) || c is '_' or '-' or '.'));

        private object ReadBareItem() =>
            Current switch
            {
                '"' => ReadString(),
                ':' => ReadBytes(),
                '-' => ReadInteger(),
                >= '0' and <= '9' => ReadInteger(),
                _ => throw Error("no integer, string or byte sequence"),
            };

        private string ReadString()
        {
            Expect('"');
            var value = new StringBuilder();
            while (Current != '"')
            {
                if (Current == '\\')
                {
                    _position++;
                    if (Current is not ('"' or '\\'))
                    {
                        throw Error("a wrong escape");
                    }
                }

                if (Current is < ' ' or > '~')
                {
                    throw Error("an unfinished string or a character that is not printable ASCII");
                }

                value.Append(Current);
                _position++;
            }

            _position++;
            return value.ToString();
        }

        private object ReadInteger()
        {
            var start = _position;
            if (Current == '-')
            {
                _position++;
            }

            var digits = _position;
            while (char.IsAsciiDigit(Current))
            {
                _position++;
            }

            return _position - digits is > 0 and <= MaxDigits && Current != '.'
                ? long.Parse(
                    text.AsSpan(start, _position - start),
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture
                )
                : throw Error("not an integer of at most 15 digits");
        }

        private byte[] ReadBytes()
        {
            Expect(':');
            var end = text.IndexOf(':', _position);
            var encoded = end < 0 ? throw Error("an unfinished byte sequence") : text[_position..end];
            var bytes = new byte[encoded.Length];
            if (
                encoded.Any(char.IsWhiteSpace)
                || !Convert.TryFromBase64String(encoded, bytes, out var length)
                || Convert.ToBase64String(bytes, 0, length) != encoded
            )
            {
                throw Error("not canonical base64");
            }

            _position = end + 1;
            return bytes[..length];
        }

        private void Skip(string characters)
        {
            while (_position < text.Length && characters.Contains(Current, StringComparison.Ordinal))
            {
                _position++;
            }
        }

        private void Expect(char c)
        {
            if (Current != c)
            {
                throw Error($"no {c}");
            }

            _position++;
        }

        private FormatException Error(string what) => new($"There is {what} at {_position} in: {text}");
    }
}
