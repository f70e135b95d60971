using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Auth.OpenApi;

/// <summary>What OpenAPI says of one of the library's endpoints.</summary>
/// <param name="Tag">The group it is listed under.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Body">The type that describes the request body, or <see langword="null"/>.</param>
/// <param name="MediaTypes">The media types of the body.</param>
/// <param name="Answers">The responses.</param>
internal sealed record EndpointDescription(
    string Tag,
    string Summary,
    Type? Body,
    string[] MediaTypes,
    params Answer[] Answers
)
{
    /// <summary>Puts descriptions on the endpoints of a group, found by method and route.</summary>
    public static void Apply(
        IEndpointConventionBuilder group,
        IReadOnlyDictionary<string, EndpointDescription> descriptions
    ) =>
        group.Add(builder =>
        {
            var method = builder.Metadata.OfType<IHttpMethodMetadata>().FirstOrDefault()?.HttpMethods is [var first, ..]
                ? first
                : null;
            var route = (builder as RouteEndpointBuilder)?.RoutePattern.RawText;
            if (
                method is not null
                && route is not null
                && descriptions.TryGetValue($"{method} {route}", out var description)
            )
            {
                // Endpoints without a method are not listed; the framework adds it for route handlers only.
                builder.Metadata.Add(builder.RequestDelegate!.Method);
                description.AddTo(builder.Metadata);
            }
        });

    private void AddTo(IList<object> metadata)
    {
        metadata.Add(new TagsAttribute(Tag));
        metadata.Add(new EndpointSummaryAttribute(Summary));
        if (Body is not null)
        {
            // Not IAcceptsMetadata: routing would refuse other media types in its own words.
            metadata.Add(new RequestBodyMetadata(Body, MediaTypes));
        }

        foreach (var answer in Answers)
        {
            metadata.Add(
                answer.Body is null
                    ? new ProducesResponseTypeMetadata(answer.Status, typeof(void))
                    : new ProducesResponseTypeMetadata(answer.Status, answer.Body, [answer.MediaType])
            );
        }
    }
}

/// <summary>Endpoint metadata: what the request body holds.</summary>
internal sealed record RequestBodyMetadata(Type Type, string[] MediaTypes);

/// <summary>One response.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The type that describes the body, or <see langword="null"/> when there is none.</param>
/// <param name="MediaType">The body's media type.</param>
internal readonly record struct Answer(int Status, Type? Body = null, string MediaType = "application/json");
