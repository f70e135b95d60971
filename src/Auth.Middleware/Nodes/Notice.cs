using System.Globalization;
using System.Runtime.InteropServices;

namespace Auth.Nodes;

/// <summary>What nodes tell each other: a letter, the sender, and what it is about.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Notice(char Kind, string Node, string Subject)
{
    /// <summary>A client was changed; <see cref="Everything"/> stands for all of them.</summary>
    public const char Changed = 'c';

    /// <summary>The sender lives; the subject counts its beats.</summary>
    public const char Beat = 'b';

    /// <summary>The sender ends.</summary>
    public const char Bye = 'x';

    /// <summary>Any client may have been changed.</summary>
    public const string Everything = "*";

    public static Notice OfBeat(string node, long number) =>
        new(Beat, node, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads a notice; what is none was sent by somebody else.</summary>
    public static bool TryRead(string text, out Notice notice)
    {
        var parts = text.Split(' ', 3);
        var isNotice = parts is [{ Length: 1 }, { Length: > 0 }, _];
        notice = isNotice ? new Notice(parts[0][0], parts[1], parts[2]) : default;
        return isNotice;
    }

    public override string ToString() => $"{Kind} {Node} {Subject}";
}
