namespace Auth.Http;

/// <summary>The media types an endpoint reads.</summary>
[Flags]
internal enum BodyFormats
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>application/x-www-form-urlencoded</c>.</summary>
    Form = 1,

    /// <summary><c>multipart/form-data</c>.</summary>
    Multipart = 2,

    /// <summary><c>application/json</c>.</summary>
    Json = 4,

    /// <summary>All of them.</summary>
    All = Form | Multipart | Json,
}
