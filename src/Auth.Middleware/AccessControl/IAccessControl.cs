using Microsoft.AspNetCore.Http;

namespace Auth;

/// <summary>Answers what the caller of a request may do with a resource.</summary>
public interface IAccessControl
{
    /// <summary>Reads the caller's access: its own, that of its roles and of the roles they extend, less what its access key lacks.</summary>
    /// <remarks>
    /// A change made on this node counts from the next call on, one made on another after at most <c>Auth:Bearer:CacheLifetime</c>.
    /// </remarks>
    /// <param name="context">The request.</param>
    /// <param name="resource">The resource, such as <c>collection:v1_things</c>; compared ordinally.</param>
    /// <returns>The access; <see cref="EffectiveAccess.None"/> for anonymous callers and for those without any.</returns>
    ValueTask<EffectiveAccess> GetAccessAsync(HttpContext context, string resource);
}
