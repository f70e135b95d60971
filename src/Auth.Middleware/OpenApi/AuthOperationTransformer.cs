using System.Globalization;
using Auth.Bearer;
using Auth.RateLimiting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Auth.OpenApi;

/// <summary>Says of each operation what the middleware does: which token it wants, and that it is limited.</summary>
internal sealed class AuthOperationTransformer : IOpenApiOperationTransformer
{
    public async Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var scopes = metadata.OfType<RequireScopeAttribute>().ToList();
        operation.Responses ??= [];
        AddPathParameters(operation, context.Description.RelativePath ?? "");
        if (scopes.Count > 0)
        {
            operation.Security ??= [];
            operation.Security.Add(
                new OpenApiSecurityRequirement
                {
                    [new OpenApiSecuritySchemeReference(AuthDocumentTransformer.SchemeName, context.Document)] =
                    [
                        .. scopes.SelectMany(scope => scope.Scopes).Distinct(StringComparer.Ordinal),
                    ],
                }
            );
            Add(operation, 401, "The access token is missing, invalid, expired or revoked.");
            Add(operation, 403, "The access token lacks a scope, or the client is disabled.");
        }

        if (!metadata.OfType<DisableRateLimitAttribute>().Any())
        {
            Add(operation, 429, "The caller is over its limit. Retry-After says when to try again.");
        }

        if (metadata.OfType<RequestBodyMetadata>().FirstOrDefault() is { } body)
        {
            operation.RequestBody = await DescribeAsync(body, context, cancellationToken);
        }
    }

    private static async Task<OpenApiRequestBody> DescribeAsync(
        RequestBodyMetadata body,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var schema = await context.GetOrCreateSchemaAsync(body.Type, cancellationToken: cancellationToken);
        return new OpenApiRequestBody
        {
            Required = true,
            Content = body.MediaTypes.ToDictionary(
                type => type,
                _ => new OpenApiMediaType { Schema = schema },
                StringComparer.Ordinal
            ),
        };
    }

    /// <summary>Handlers that read the route themselves have no parameters that the framework could find.</summary>
    private static void AddPathParameters(OpenApiOperation operation, string path)
    {
        foreach (var segment in path.Split('/').Where(segment => segment.StartsWith('{')))
        {
            var name = segment.Trim('{', '}');
            operation.Parameters ??= [];
            if (!operation.Parameters.Any(parameter => parameter.Name == name))
            {
                operation.Parameters.Add(
                    new OpenApiParameter
                    {
                        Name = name,
                        In = ParameterLocation.Path,
                        Required = true,
                        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                    }
                );
            }
        }
    }

    private static void Add(OpenApiOperation operation, int status, string description) =>
        operation.Responses!.TryAdd(
            status.ToString(CultureInfo.InvariantCulture),
            new OpenApiResponse { Description = description }
        );
}
