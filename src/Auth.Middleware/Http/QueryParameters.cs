using System.Text;
using Microsoft.AspNetCore.Http;

namespace Auth.Http;

/// <summary>The parameters of a query, read as strictly as a form; repeated ones are told apart from malformed ones.</summary>
internal static class QueryParameters
{
    private const int MaxParameters = 64;

    /// <summary>Reads a query.</summary>
    /// <returns>The first value of each name and the names sent more than once; <see langword="null"/> when the query is malformed.</returns>
    public static (RequestParameters Parameters, IReadOnlyCollection<string> Repeated)? Read(QueryString query)
    {
        var text = Encoding.UTF8.GetBytes(query.Value?.TrimStart('?') ?? "").AsSpan();
        var parameters = new RequestParameters();
        List<string> repeated = [];
        Span<byte> scratch = new byte[text.Length];
        var count = 0;
        foreach (var range in text.Split((byte)'&'))
        {
            var pair = text[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            var equals = pair.IndexOf((byte)'=');
            var name = FormBody.Decode(equals < 0 ? pair : pair[..equals], scratch);
            var value = equals < 0 ? "" : FormBody.Decode(pair[(equals + 1)..], scratch);
            if (name is null || value is null || ++count > MaxParameters)
            {
                return null;
            }

            if (!parameters.TryAdd(name, new RequestParameter(value)))
            {
                repeated.Add(name);
            }
        }

        return (parameters, repeated);
    }
}
