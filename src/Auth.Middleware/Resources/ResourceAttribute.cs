namespace Auth.Resources;

/// <summary>Names the resource that endpoints belong to (RFC 8707): tokens that were issued for other resources are refused there.</summary>
/// <remarks>Endpoints without it belong to the public base URL. Tokens that were asked for without a resource are good everywhere.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ResourceAttribute : Attribute
{
    /// <summary>Names the resource.</summary>
    /// <param name="identifier">An absolute URI without a fragment.</param>
    /// <exception cref="ArgumentException"><paramref name="identifier"/> is not one.</exception>
    public ResourceAttribute(string identifier)
    {
        Normalized =
            ResourceIdentifier.Normalize(identifier)
            ?? throw new ArgumentException(
                "A resource is named by an absolute URI without a fragment, such as https://api.example.com/orders.",
                nameof(identifier)
            );
        Identifier = identifier;
    }

    /// <summary>The identifier.</summary>
    public string Identifier { get; }

    /// <summary>The identifier as it stands in tokens.</summary>
    internal string Normalized { get; }
}
