namespace Auth.Http;

/// <summary>Why a body could not be read. The text is safe to send back.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Detail">The media type, the parser's position, or the parameter's name, as the kind needs it.</param>
internal sealed record RequestBodyError(RequestBodyErrorKind Kind, string Detail);

/// <summary>What can be wrong with a body.</summary>
internal enum RequestBodyErrorKind
{
    /// <summary>Larger than the limit; <c>Detail</c> is the limit in bytes.</summary>
    TooLarge,

    /// <summary>Of a media type that the endpoint does not read; <c>Detail</c> is the media type.</summary>
    UnsupportedMediaType,

    /// <summary>Not JSON; <c>Detail</c> says where.</summary>
    MalformedJson,

    /// <summary>JSON, but not an object; <c>Detail</c> is the kind it is: <c>list</c>, <c>str</c>, <c>int</c>, <c>bool</c>, <c>NoneType</c>.</summary>
    NotAnObject,

    /// <summary>A body that breaks its framing, its charset or its encoding; <c>Detail</c> says which in a sentence.</summary>
    MalformedForm,

    /// <summary>A parameter stands twice; <c>Detail</c> is its name.</summary>
    DuplicateParameter,
}
