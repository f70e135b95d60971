using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Auth.Wire;

/// <summary>A refusal that is the same for everybody, written once: a flood of them costs no serialization.</summary>
internal sealed class PreparedReply
{
    private readonly int _status;
    private readonly byte[] _body;
    private readonly string _contentType;

    private PreparedReply(int status, byte[] body, string contentType)
    {
        _status = status;
        _body = body;
        _contentType = contentType;
    }

    /// <summary>Prepares a JSON body.</summary>
    public static PreparedReply Of<T>(int status, T body, JsonTypeInfo<T> type, string contentType) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(body, type), contentType);

    /// <summary>Answers, and keeps the answer out of caches.</summary>
    public Task WriteAsync(HttpContext context)
    {
        JsonReply.NoStore(context.Response);
        return JsonReply.WriteAsync(context, _status, _body, _contentType);
    }
}
