using Auth.AccessControl;
using Auth.Storage;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Dadi;

/// <summary>What all endpoints that manage access begin and end with: who calls, what is in the path, and how refusals are worded.</summary>
internal sealed class DadiDesk(RequestAccess access, IRoleStore roles, ClientEmails emails)
{
    /// <summary>Runs an endpoint for a caller, as the store has it now; a caller that is gone is answered 401.</summary>
    public async Task ServeAsync(HttpContext context, Func<AccessPrincipal, Task> serve)
    {
        if (await access.ReadCallerAsync(context) is { } caller)
        {
            await serve(caller);
        }
        else
        {
            await DadiReply.ErrorAsync(context, DadiErrors.Unauthorised);
        }
    }

    /// <summary>A part of the path; empty, which nothing is called, when it holds control characters.</summary>
    public static string Path(HttpContext context, string name) =>
        context.Request.RouteValues[name] is string text && !text.Any(char.IsControl) ? text : "";

    /// <summary>The caller may not do this.</summary>
    public static Task ForbidAsync(HttpContext context) => DadiReply.ErrorAsync(context, DadiErrors.Forbidden);

    /// <summary>There is no such thing.</summary>
    public static Task NotFoundAsync(HttpContext context) =>
        DadiReply.EmptyAsync(context, StatusCodes.Status404NotFound);

    /// <summary>Something was removed.</summary>
    public static Task RemovedAsync(HttpContext context) =>
        DadiReply.EmptyAsync(context, StatusCodes.Status204NoContent);

    /// <summary>What is wrong with a body.</summary>
    public static Task InvalidAsync(HttpContext context, IEnumerable<DadiFieldError> errors) =>
        DadiReply.FieldErrorsAsync(context, StatusCodes.Status400BadRequest, errors);

    /// <summary>Words a refusal of access control.</summary>
    /// <param name="context">The request.</param>
    /// <param name="error">The refusal.</param>
    /// <param name="subject">What resources are assigned to: <c>client</c>, <c>role</c> or <c>key</c>.</param>
    public static Task RefuseAsync(HttpContext context, AccessError error, string subject)
    {
        return error.Kind switch
        {
            AccessErrorKind.Forbidden => ForbidAsync(context),
            AccessErrorKind.NotFound => NotFoundAsync(context),
            AccessErrorKind.ClientExists => ConflictAsync("ERROR_CLIENT_EXISTS", "clientId", "client already exists"),
            AccessErrorKind.EmailExists => ConflictAsync("ERROR_EMAIL_EXISTS", "email", "email already exists"),
            AccessErrorKind.RoleExists => ConflictAsync("ERROR_ROLE_EXISTS", "name", "already exists"),
            AccessErrorKind.HasResource => ConflictAsync(
                $"ERROR_{subject.ToUpperInvariant()}_HAS_RESOURCE",
                error.Subject,
                $"is already assigned to the {subject}"
            ),
            AccessErrorKind.TooManyKeys => ConflictAsync(
                "ERROR_TOO_MANY_KEYS",
                "client",
                $"already has {ManagedKeys.MaxPerClient} keys"
            ),
            AccessErrorKind.InvalidRole => InvalidAsync(context, [DadiFieldError.InvalidRole(error.Subject)]),
            AccessErrorKind.InvalidParent => InvalidAsync(
                context,
                [new("ERROR_INVALID_PARENT_ROLE", "extends", "is not a valid role to extend")]
            ),
            AccessErrorKind.DataTooLarge => InvalidAsync(context, [DadiFieldError.TooLong("data")]),
            AccessErrorKind.Busy => DadiReply.BusyAsync(context),
            _ => DadiReply.StatusAsync(context, StatusCodes.Status409Conflict),
        };

        Task ConflictAsync(string code, string field, string message) =>
            DadiReply.FieldErrorsAsync(
                context,
                StatusCodes.Status409Conflict,
                [new DadiFieldError(code, field, message)]
            );
    }

    /// <summary>Shows a client, or says why it was not changed.</summary>
    public async Task ShowAsync(HttpContext context, int status, AccessResult<Client> result)
    {
        if (result.Error is { } error)
        {
            await RefuseAsync(context, error, "client");
            return;
        }

        await ShowAsync(context, status, [result.Value!]);
    }

    /// <summary>Shows clients.</summary>
    public async Task ShowAsync(HttpContext context, int status, IReadOnlyList<Client> clients)
    {
        var graph = new RoleGraph(await roles.ListAsync(context.RequestAborted));
        await DadiReply.ResultsAsync(
            context,
            status,
            clients,
            (writer, client) => DadiShapes.WriteClient(writer, client, graph, emails.Read(client))
        );
    }
}
