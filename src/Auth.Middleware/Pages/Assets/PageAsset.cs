namespace Auth.Pages.Assets;

/// <summary>A file that pages load: part of the package, and named by what is in it.</summary>
/// <param name="Name">Its name, with the hash of its bytes: it can be kept for ever.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="ETag">The same hash as an entity tag (RFC 9110 section 8.8.3).</param>
/// <param name="Bytes">What is in it.</param>
internal sealed record PageAsset(string Name, string ContentType, string ETag, byte[] Bytes);
