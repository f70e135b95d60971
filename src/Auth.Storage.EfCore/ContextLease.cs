using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>A context for one call, and whatever has to end with it.</summary>
/// <param name="Context">The context.</param>
/// <param name="Owner">The scope that made the context, or the context itself.</param>
internal readonly record struct ContextLease<TContext>(TContext Context, IAsyncDisposable Owner) : IAsyncDisposable
    where TContext : DbContext
{
    public ValueTask DisposeAsync() => Owner.DisposeAsync();
}
