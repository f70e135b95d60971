using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Auth.Credentials;
using Auth.Jose;
using Auth.Time;
using Microsoft.AspNetCore.Http;

namespace Auth.Pages.Forms;

/// <summary>
/// Proves that a form comes from a page that this user was shown in this browser, for exactly this purpose, and was not sent before (RFC 6749
/// section 10.12). A tag under the server key: no node needs to remember a page.
/// </summary>
internal sealed class FormProofs(ServerKeyring keys, BrowserMark browser, OneTimeTokens used, AuthClock clock)
{
    private const int TimeSize = sizeof(long);
    private const int IdSize = 16;
    private const int TagSize = HMACSHA256.HashSizeInBytes;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Makes a proof for a page that is about to be shown.</summary>
    /// <param name="context">The request.</param>
    /// <param name="user">Who sees the page: the identifier of a signed-in user or of a session; empty for nobody known.</param>
    /// <param name="purpose">All that the form decides.</param>
    public string Create(HttpContext context, string user, FormPurpose purpose)
    {
        Span<byte> proof = stackalloc byte[TimeSize + IdSize + TagSize];
        BinaryPrimitives.WriteInt64BigEndian(proof, (clock.UtcNow + Lifetime).UtcTicks);
        RandomNumberGenerator.Fill(proof.Slice(TimeSize, IdSize));
        var mark = browser.ReadOrCreate(context);
        Tag(keys.Current, proof[..^TagSize], user, mark, purpose, proof[^TagSize..]);
        return Base64Url.EncodeToString(proof);
    }

    /// <summary>Uses a proof up.</summary>
    /// <returns>Whether it is one, for this user, this browser and this purpose, and the first time.</returns>
    public async ValueTask<bool> TakeAsync(HttpContext context, string user, FormPurpose purpose, string? sent) =>
        sent is not null
        && StrictBase64Url.Decode(sent) is { Length: TimeSize + IdSize + TagSize } proof
        && BrowserMark.Read(context) is { } mark
        && IsGenuine(proof, user, mark, purpose)
        && await used.TryTakeAsync(
            "form",
            user,
            Convert.ToHexStringLower(proof.AsSpan(TimeSize, IdSize)),
            Lifetime,
            context.RequestAborted
        );

    private bool IsGenuine(byte[] proof, string user, string mark, FormPurpose purpose)
    {
        if (clock.UtcNow.UtcTicks >= BinaryPrimitives.ReadInt64BigEndian(proof))
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[TagSize];
        var genuine = false;
        foreach (var key in keys.All)
        {
            Tag(key, proof.AsSpan(0, TimeSize + IdSize), user, mark, purpose, expected);
            genuine |= CryptographicOperations.FixedTimeEquals(expected, proof.AsSpan(TimeSize + IdSize));
        }

        return genuine;
    }

    private static void Tag(
        ServerKey key,
        ReadOnlySpan<byte> head,
        string user,
        string mark,
        FormPurpose purpose,
        Span<byte> tag
    )
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Consent);
        mac.AppendData(head);
        foreach (var text in (IEnumerable<string>)[user, mark, .. purpose.Parts])
        {
            // The length in front keeps two texts from being read as two others.
            var bytes = Encoding.UTF8.GetBytes(text);
            mac.AppendData(BitConverter.GetBytes((long)bytes.Length));
            mac.AppendData(bytes);
        }

        mac.GetHashAndReset(tag);
    }
}

/// <summary>All that a form decides, part by part.</summary>
/// <param name="Parts">The parts; the first names the form.</param>
internal readonly record struct FormPurpose(IReadOnlyList<string> Parts)
{
    /// <summary>A form and what it is about.</summary>
    public static FormPurpose Of(params IReadOnlyList<string> parts) => new(parts);
}
