using System.Text.Json;
using System.Text.Json.Nodes;
using Auth.Http;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Dadi;

/// <summary>Reads bodies as DADI does: JSON also when it is called text, and what is called anything else is not seen.</summary>
internal static class DadiBody
{
    /// <summary>Reads a body.</summary>
    /// <param name="context">The request.</param>
    /// <param name="allowForm">Whether a form will do too.</param>
    /// <returns>The JSON (the fields of a form as an object), <see langword="null"/> for a body that is not seen, or the error.</returns>
    public static async ValueTask<(JsonElement? Body, RequestBodyError? Error)> ReadAsync(
        HttpContext context,
        bool allowForm = false
    )
    {
        var isForm =
            context.Request.ContentType?.StartsWith(
                "application/x-www-form-urlencoded",
                StringComparison.OrdinalIgnoreCase
            )
            is true;
        return allowForm && isForm
            ? await ReadFormAsync(context)
            : await RequestBody.ReadJsonAsync(context, "text/plain");
    }

    private static async ValueTask<(JsonElement?, RequestBodyError?)> ReadFormAsync(HttpContext context)
    {
        var (parameters, error) = await RequestBody.ReadAsync(context, BodyFormats.Form);
        if (error is not null)
        {
            // A name that stands twice is a list, and a list is no text.
            return error.Kind == RequestBodyErrorKind.DuplicateParameter ? (null, null) : (null, error);
        }

        var fields = new JsonObject();
        foreach (var name in parameters.Names)
        {
            fields[name] = parameters.Text(name);
        }

        using var document = JsonDocument.Parse(fields.ToJsonString());
        return (document.RootElement.Clone(), null);
    }
}
