using System.Globalization;
using Auth.Bearer;
using Auth.RateLimiting;
using Auth.Wire;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Auth.OpenApi;

/// <summary>Says of each operation what the middleware does: which token it wants, and that it is limited.</summary>
internal sealed class AuthOperationTransformer(ProblemWireFormat problem) : IOpenApiOperationTransformer
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
            await AddAsync(operation, 401, "The access token is missing, invalid, expired or revoked.", context);
            await AddAsync(operation, 403, "The access token lacks a scope, or the client is disabled.", context);
        }

        if (!metadata.OfType<DisableRateLimitAttribute>().Any())
        {
            await AddAsync(
                operation,
                429,
                "The caller is over its limit. Retry-After says when to try again.",
                context
            );
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

    /// <summary>Adds a refusal of the middleware, in the words of the endpoint's wire format, unless the endpoint describes the status itself.</summary>
    private async Task AddAsync(
        OpenApiOperation operation,
        int status,
        string description,
        OpenApiOperationTransformerContext context
    )
    {
        var key = status.ToString(CultureInfo.InvariantCulture);
        if (operation.Responses!.ContainsKey(key))
        {
            return;
        }

        var metadata = context.Description.ActionDescriptor.EndpointMetadata.OfType<WireFormatMetadata>();
        var wire = metadata.LastOrDefault() is { } named
            ? (WireFormat)context.ApplicationServices.GetRequiredService(named.Format)
            : problem;
        operation.Responses[key] = new OpenApiResponse
        {
            Description = description,
            Headers = status == 429 ? RetryAfter : null,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [wire.RefusalMediaType] = new() { Schema = await context.GetOrCreateSchemaAsync(wire.RefusalBody) },
            },
        };
    }

    private static Dictionary<string, IOpenApiHeader> RetryAfter =>
        new(StringComparer.Ordinal)
        {
            [HeaderNames.RetryAfter] = new OpenApiHeader
            {
                Description = "Seconds after which the caller is admitted.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
            },
        };
}
