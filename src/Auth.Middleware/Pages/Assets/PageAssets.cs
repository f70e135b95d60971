using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Auth.Pages.Assets;

/// <summary>The files that pages load, read from the package once.</summary>
internal static class PageAssets
{
    private const int HashLength = 16;

    /// <summary>The style sheets of the pages, in order.</summary>
    public static IReadOnlyList<PageAsset> Styles { get; } = [Read("auth.css"), Read("controls.css")];

    /// <summary>The script of the pages.</summary>
    public static PageAsset Script { get; } = Read("auth.js");

    private static readonly FrozenDictionary<string, PageAsset> ByName = Styles
        .Append(Script)
        .ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);

    /// <summary>The file of a name, or <see langword="null"/>.</summary>
    public static PageAsset? Find(string name) => ByName.GetValueOrDefault(name);

    private static PageAsset Read(string file)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(file)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..HashLength];
        var extension = Path.GetExtension(file);
        var type = extension == ".css" ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
        return new PageAsset($"{Path.GetFileNameWithoutExtension(file)}.{hash}{extension}", type, $"\"{hash}\"", bytes);
    }
}
