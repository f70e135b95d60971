using System.Buffers;
using System.Globalization;

namespace Auth.Contacts;

/// <summary>An e-mail address in canonical form: the local part as written, the domain as lower-case A-labels (RFC 5321, RFC 5890).</summary>
/// <remarks>Quoted local parts, comments and address literals are refused: no developer has one, and mail libraries have been fooled by them.</remarks>
internal sealed record EmailAddress
{
    /// <summary>The longest address, in characters (RFC 5321 section 4.5.3.1.3 less the brackets).</summary>
    public const int MaxLength = 254;

    private const int MaxLocalLength = 64;

    private static readonly SearchValues<char> Atom = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~."
    );
    private static readonly SearchValues<char> Label = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private EmailAddress(string local, string domain) => (Local, Domain) = (local, domain);

    /// <summary>The part before the at sign.</summary>
    public string Local { get; }

    /// <summary>The part behind it.</summary>
    public string Domain { get; }

    /// <summary>The whole address.</summary>
    public string Value => $"{Local}@{Domain}";

    /// <summary>What the address counts as when mails are limited: case, <c>+tag</c> and the dots of Gmail do not make another mailbox.</summary>
    public string MailboxKey
    {
        get
        {
            var plus = Local.IndexOf('+', StringComparison.Ordinal);
            var mailbox = (plus > 0 ? Local[..plus] : Local).ToLowerInvariant();
            return Domain is "gmail.com" or "googlemail.com"
                ? $"{mailbox.Replace(".", "", StringComparison.Ordinal)}@gmail.com"
                : $"{mailbox}@{Domain}";
        }
    }

    /// <summary>Reads an address.</summary>
    /// <returns>The address, or <see langword="null"/> when it is not one.</returns>
    public static EmailAddress? TryParse(string text)
    {
        var at = text.LastIndexOf('@');
        if (at <= 0 || text.Length > MaxLength || !IsLocal(text.AsSpan(0, at)))
        {
            return null;
        }

        return ToDomain(text[(at + 1)..]) is { } domain ? new EmailAddress(text[..at], domain) : null;
    }

    /// <summary>Does not show the address.</summary>
    public override string ToString() => $"***@{Domain}";

    private static bool IsLocal(ReadOnlySpan<char> local) =>
        local.Length <= MaxLocalLength
        && !local.ContainsAnyExcept(Atom)
        && local[0] != '.'
        && local[^1] != '.'
        && local.IndexOf("..", StringComparison.Ordinal) < 0
        // What looks like an encoded word (RFC 2047) is decoded by some mail software, into whatever it says.
        && local.IndexOf("=?", StringComparison.Ordinal) < 0;

    private static string? ToDomain(string domain)
    {
        try
        {
            var ascii = Idn.GetAscii(domain).ToLowerInvariant();
            var labels = ascii.Split('.');
            var sound = labels.Length >= 2 && labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit);
            return sound ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsLabel(string label) =>
        label.Length is >= 1 and <= 63
        && !label.AsSpan().ContainsAnyExcept(Label)
        && label[0] != '-'
        && label[^1] != '-';
}
