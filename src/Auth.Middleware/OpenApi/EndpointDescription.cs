using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Auth.OpenApi;

/// <summary>Describes an endpoint of the library for OpenAPI.</summary>
internal static class EndpointDescription
{
    /// <summary>Adds a summary and the group the endpoint is listed under.</summary>
    public static TBuilder Describe<TBuilder>(this TBuilder builder, string tag, string summary)
        where TBuilder : IEndpointConventionBuilder => builder.WithTags(tag).WithSummary(summary);

    /// <summary>Says what the request body holds.</summary>
    public static TBuilder Reads<TBuilder>(
        this TBuilder builder,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] Type type,
        params string[] mediaTypes
    )
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AcceptsMetadata(mediaTypes, type));

    /// <summary>Says what a response holds.</summary>
    public static TBuilder Answers<TBuilder>(
        this TBuilder builder,
        int status,
        Type? type = null,
        string mediaType = "application/json"
    )
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(
            new ProducesResponseTypeMetadata(status, type ?? typeof(void), type is null ? null : [mediaType])
        );
}
