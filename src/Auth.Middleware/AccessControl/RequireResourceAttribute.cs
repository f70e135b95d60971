namespace Auth.AccessControl;

/// <summary>Asks for a caller with access to a resource.</summary>
/// <remarks>A caller without a token is answered 401, one without access 403, in the endpoint's own words.</remarks>
/// <param name="resource">The resource, such as <c>collection:v1_things</c>.</param>
/// <param name="access">What the endpoint does with it.</param>
/// <exception cref="ArgumentException"><paramref name="resource"/> is empty.</exception>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequireResourceAttribute(string resource, Access access) : Attribute
{
    /// <summary>The resource.</summary>
    public string Resource { get; } =
        string.IsNullOrWhiteSpace(resource)
            ? throw new ArgumentException("A resource has a name.", nameof(resource))
            : resource;

    /// <summary>What the endpoint does with it.</summary>
    public Access Access { get; } = access;

    /// <summary>Whether callers are let in whose access is limited by a filter or to fields, which the endpoint then applies itself.</summary>
    /// <value>The default is <see langword="false"/>: an endpoint that forgets a filter shows nobody too much.</value>
    public bool AllowLimited { get; set; }
}
