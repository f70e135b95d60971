using Auth.Hosting;

namespace Auth.Pages.Shell;

/// <summary>Where the host has mounted an area of pages.</summary>
internal abstract class PageMount(PublicUrl publicUrl)
{
    private string? _prefix;

    /// <summary>Whether the host has mounted it.</summary>
    public bool IsMapped => _prefix is not null;

    /// <summary>The name in the header of its pages.</summary>
    public abstract string Product { get; }

    /// <summary>What stands around its pages when nothing is known of the visitor.</summary>
    public PageFrame Frame => new(Product, Home) { Root = publicUrl.Path + _prefix };

    /// <summary>The path of its first page.</summary>
    public string Home => PathOf("");

    /// <summary>The path of a page as browsers ask for it: behind the path of the public URL.</summary>
    /// <param name="local">The path below the prefix, with a slash in front; empty for the first page.</param>
    public string PathOf(string local) => publicUrl.Path + LocalPathOf(local);

    /// <summary>The path of a page below the public URL, for links in mails.</summary>
    public string LocalPathOf(string local) => _prefix + local is { Length: > 0 } path ? path : "/";

    /// <summary>Notes where it is mounted.</summary>
    /// <exception cref="AuthConfigurationException">It is mounted already, or below a path that is not fixed.</exception>
    public void MountAt(string? pattern)
    {
        var prefix = "/" + (pattern ?? "").Trim('/');
        if (prefix.Contains('{', StringComparison.Ordinal))
        {
            throw new AuthConfigurationException(
                $"Pages cannot be mounted at '{prefix}': the path must have no parameters."
            );
        }

        prefix = prefix.TrimEnd('/');
        if (_prefix is not null && _prefix != prefix)
        {
            throw new AuthConfigurationException(
                $"{Product} is mounted at '{_prefix}' and at '{prefix}': mount it once."
            );
        }

        _prefix = prefix;
    }
}
