using System.Text.Json.Serialization;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Fediverse;

/// <summary>NodeInfo, by which clients find out which software they talk to.</summary>
internal static class NodeInfo
{
    public const string LinksRoute = "/.well-known/nodeinfo";
    public const string DocumentRoute = "/nodeinfo/2.0";

    private const string Schema = "http://nodeinfo.diaspora.software/ns/schema/2.0";

    /// <summary>Says where the document is.</summary>
    public static Task WriteLinksAsync(HttpContext context, string baseUrl) =>
        JsonReply.WriteAsync(
            context,
            StatusCodes.Status200OK,
            new NodeInfoLinks([new NodeInfoLink(Schema, baseUrl + DocumentRoute)]),
            FediverseJson.Default.NodeInfoLinks
        );

    /// <summary>Writes the document. No protocol is named: nothing here federates.</summary>
    public static Task WriteDocumentAsync(HttpContext context, string software, string version, string title) =>
        JsonReply.WriteAsync(
            context,
            StatusCodes.Status200OK,
            new NodeInfoDocument(
                "2.0",
                new NodeInfoSoftware(software, version),
                [],
                new NodeInfoServices([], []),
                OpenRegistrations: false,
                new NodeInfoUsage(new NodeInfoUsers(0), 0),
                new NodeInfoMetadata(title)
            ),
            FediverseJson.Default.NodeInfoDocument
        );
}

/// <summary>The documents that both dialects share.</summary>
[JsonSerializable(typeof(NodeInfoLinks))]
[JsonSerializable(typeof(NodeInfoDocument))]
internal sealed partial class FediverseJson : JsonSerializerContext;

internal sealed record NodeInfoLinks([property: JsonPropertyName("links")] IReadOnlyList<NodeInfoLink> Links);

internal sealed record NodeInfoLink(
    [property: JsonPropertyName("rel")] string Rel,
    [property: JsonPropertyName("href")] string Href
);

internal sealed record NodeInfoDocument(
    [property: JsonPropertyName("version")] string Version,
    [property: JsonPropertyName("software")] NodeInfoSoftware Software,
    [property: JsonPropertyName("protocols")] IReadOnlyList<string> Protocols,
    [property: JsonPropertyName("services")] NodeInfoServices Services,
    [property: JsonPropertyName("openRegistrations")] bool OpenRegistrations,
    [property: JsonPropertyName("usage")] NodeInfoUsage Usage,
    [property: JsonPropertyName("metadata")] NodeInfoMetadata Metadata
);

internal sealed record NodeInfoSoftware(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("version")] string Version
);

internal sealed record NodeInfoServices(
    [property: JsonPropertyName("outbound")] IReadOnlyList<string> Outbound,
    [property: JsonPropertyName("inbound")] IReadOnlyList<string> Inbound
);

internal sealed record NodeInfoUsage(
    [property: JsonPropertyName("users")] NodeInfoUsers Users,
    [property: JsonPropertyName("localPosts")] int LocalPosts
);

internal sealed record NodeInfoUsers([property: JsonPropertyName("total")] int Total);

internal sealed record NodeInfoMetadata([property: JsonPropertyName("nodeName")] string NodeName);
