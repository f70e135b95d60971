using Auth.Bearer;
using Auth.Storage;
using Microsoft.AspNetCore.Http;

namespace Auth.AccessControl;

/// <summary>Access of the caller of a request, from the cached session and the cached roles.</summary>
internal sealed class RequestAccess(RoleCache cache, IRoleStore roles, IClientStore clients, IAccessKeyStore keys)
    : IAccessControl
{
    public async ValueTask<EffectiveAccess> GetAccessAsync(HttpContext context, string resource)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentException.ThrowIfNullOrEmpty(resource);
        return AuthRequest.Of(context)?.Session is { Client.Client: { Access: not null } client } session
            ? new AccessPrincipal(client, session.Key, await cache.GetAsync(context.RequestAborted)).For(resource)
            : EffectiveAccess.None;
    }

    /// <summary>The caller as the store has it now: for changes of access itself, where not even seconds may pass.</summary>
    /// <returns><see langword="null"/> when there is no caller, or no more.</returns>
    public async ValueTask<AccessPrincipal?> ReadCallerAsync(HttpContext context)
    {
        if (AuthRequest.Of(context)?.Session is not { Client.Client.Id: var clientId } session)
        {
            return null;
        }

        var cancelled = context.RequestAborted;
        var key = session.Key is { } used ? await keys.FindByIdAsync(used.Id, cancelled) : null;
        return
            await clients.FindAsync(clientId, cancelled) is not { Disabled: false } client
            || (session.Key is not null && key is null)
            ? null
            : new AccessPrincipal(client, key, new RoleGraph(await roles.ListAsync(cancelled)));
    }
}
