using System.Globalization;
using System.Text;

namespace Auth.Fuzz;

/// <summary>A request on its way to the server. Credentials of the moment stand in braces until it is sent: <c>{token}</c>.</summary>
internal sealed record FuzzRequest(
    string Method,
    string Path,
    string Query,
    IReadOnlyList<(string Name, string Value)> Headers,
    byte[] Body
)
{
    /// <summary>The request with everything that is no printable ASCII escaped; long runs stay, for the case must be repeatable.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Method} {Path}{Query}\n");
        foreach (var (name, value) in Headers)
        {
            text.Append(name).Append(": ").Append(value).Append('\n');
        }

        text.Append('\n');
        foreach (var value in Body)
        {
            _ = value is >= 32 and < 127 and not (byte)'\\'
                ? text.Append((char)value)
                : text.Append(CultureInfo.InvariantCulture, $"\\x{value:X2}");
        }

        return text.ToString();
    }
}

/// <summary>One change to a body: what to do, where (modulo its length), and with which byte.</summary>
internal readonly record struct ByteChange(ByteChangeKind Kind, int Position, byte Value)
{
    /// <summary>The bytes of a text after all changes.</summary>
    /// <remarks>Credentials are put in afterwards: what a change does to one would depend on the characters that chance gave it.</remarks>
    public static byte[] ApplyAll(string text, IEnumerable<ByteChange> changes)
    {
        var bytes = new List<byte>(Encoding.UTF8.GetBytes(text));
        foreach (var change in changes)
        {
            change.Apply(bytes);
        }

        return [.. bytes];
    }

    private void Apply(List<byte> bytes)
    {
        var at = bytes.Count == 0 ? 0 : Position % bytes.Count;
        switch (Kind)
        {
            case ByteChangeKind.Insert:
                bytes.Insert(at, Value);
                break;
            case ByteChangeKind.Truncate:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case ByteChangeKind.Repeat:
                bytes.InsertRange(at, bytes.GetRange(0, at));
                break;
            case ByteChangeKind.Replace when bytes.Count > 0:
                bytes[at] = Value;
                break;
            case ByteChangeKind.Remove when bytes.Count > 0:
                bytes.RemoveAt(at);
                break;
        }
    }
}

/// <summary>What can happen to a body.</summary>
internal enum ByteChangeKind
{
    /// <summary>A byte more.</summary>
    Insert,

    /// <summary>Another byte.</summary>
    Replace,

    /// <summary>A byte less.</summary>
    Remove,

    /// <summary>Nothing from here on.</summary>
    Truncate,

    /// <summary>All before this place once more.</summary>
    Repeat,
}
