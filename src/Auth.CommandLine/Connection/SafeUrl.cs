namespace Auth.CommandLine.Connection;

/// <summary>Addresses that credentials may be sent to: https, or this machine.</summary>
internal static class SafeUrl
{
    /// <summary>Reads an address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="option">What it was given as, for messages.</param>
    /// <param name="insecure">Whether the user allows plain HTTP anywhere.</param>
    /// <exception cref="AdminException">It is no address, or an unsafe one.</exception>
    public static Uri Read(string text, string option, bool insecure)
    {
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.Scheme is not ("https" or "http")
            || url.UserInfo.Length > 0
            || url.Query.Length > 0
            || url.Fragment.Length > 0
        )
        {
            throw AdminException.Usage(
                $"{option} must be an address such as https://api.example.com, without user, query and fragment."
            );
        }

        if (!IsSafe(url) && !insecure)
        {
            throw AdminException.Usage(
                $"{option} is plain HTTP to another machine: everybody on the way reads the credentials. Use https, or say --insecure."
            );
        }

        return url.AbsoluteUri.EndsWith('/') || option != "--url" ? url : new Uri(url.AbsoluteUri + "/");
    }

    /// <summary>Whether nobody on the way can read along.</summary>
    public static bool IsSafe(Uri url) => url.Scheme == "https" || url.IsLoopback;
}
