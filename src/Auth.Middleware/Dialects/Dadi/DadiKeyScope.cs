using Auth.AccessControl;
using Auth.Storage;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Dadi;

/// <summary>Which keys a request is about: those of one client, or all that the caller may see.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Holder">The client whose keys they are; <see langword="null"/> for keys that are nobody's.</param>
internal sealed record DadiKeyScope(AccessPrincipal Caller, Client? Holder)
{
    /// <summary>Finds the scope by the path.</summary>
    /// <returns><see langword="null"/> when there is no such client, or none whose keys are the caller's business.</returns>
    public static async ValueTask<DadiKeyScope?> FindAsync(
        HttpContext context,
        AccessPrincipal caller,
        ManagedClients clients
    )
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<DadiOwnKeysMetadata>() is not null)
        {
            return new DadiKeyScope(caller, caller.Client);
        }

        if (!context.Request.RouteValues.ContainsKey("clientId"))
        {
            return new DadiKeyScope(caller, Holder: null);
        }

        var id = DadiDesk.Path(context, "clientId");
        var mayLook = caller.IsAdmin || caller.Client.Id == id;
        return
            mayLook
            && await clients.FindAsync(id, context.RequestAborted) is { } holder
            && (holder.Id == caller.Client.Id || caller.Reaches(holder))
            ? new DadiKeyScope(caller, holder)
            : null;
    }

    /// <summary>Whether a key is one of them.</summary>
    public bool Sees(AccessKey key) =>
        Holder is not null
            ? key.ActsAsClient && key.ClientId == Holder.Id
            : Caller.IsAdmin || (key.CreatedBy == Caller.Client.Id && key.ClientId == Caller.Client.Id);
}

/// <summary>Endpoint metadata: the path means the caller's own keys.</summary>
internal sealed record DadiOwnKeysMetadata;
