using Auth.AccessControl;
using Auth.Storage;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Dadi;

/// <summary>Reads what clients, roles and keys are assigned. Nobody gives away what they do not have.</summary>
internal static class DadiResourceBody
{
    private const string Prefix = "access.";

    /// <summary>Reads <c>{"name":...,"access":{...}}</c>.</summary>
    /// <returns>The assignment, or <see langword="null"/> when the request is answered.</returns>
    public static async Task<ResourceAccess?> ReadNewAsync(
        HttpContext context,
        AccessPrincipal caller,
        ResourceCatalog catalog
    )
    {
        var (body, bodyError) = await DadiBody.ReadAsync(context);
        if (bodyError is not null)
        {
            await DadiReply.BodyErrorAsync(context, bodyError);
            return null;
        }

        var fields = new DadiFields(body).Allow("name", "access");
        var name = fields.Required("name");
        if (name.Length > 0 && !catalog.Has(name))
        {
            fields.Errors.Add(DadiFieldError.InvalidResource("name"));
        }

        Dictionary<Access, AccessRule?> rules = [];
        if (fields["access"] is { } access)
        {
            rules = DadiMatrix.Read(access, Prefix, fields.Errors);
        }
        else
        {
            fields.Errors.Add(DadiFieldError.Required("access"));
        }

        return await CheckAsync(context, caller, name, rules, fields.Errors)
            ? new ResourceAccess(name, DadiMatrix.ToMatrix(rules))
            : null;
    }

    /// <summary>Reads a matrix.</summary>
    /// <returns>The rules, or <see langword="null"/> when the request is answered.</returns>
    public static async Task<IReadOnlyDictionary<Access, AccessRule?>?> ReadRulesAsync(
        HttpContext context,
        AccessPrincipal caller,
        string name
    )
    {
        var (body, bodyError) = await DadiBody.ReadAsync(context);
        if (bodyError is not null)
        {
            await DadiReply.BodyErrorAsync(context, bodyError);
            return null;
        }

        List<DadiFieldError> errors = [];
        var rules = body is { } json ? DadiMatrix.Read(json, Prefix, errors) : [];
        return await CheckAsync(context, caller, name, rules, errors) ? rules : null;
    }

    private static async Task<bool> CheckAsync(
        HttpContext context,
        AccessPrincipal caller,
        string resource,
        Dictionary<Access, AccessRule?> rules,
        List<DadiFieldError> errors
    )
    {
        if (errors.Count > 0)
        {
            await DadiDesk.InvalidAsync(context, errors);
            return false;
        }

        if (!caller.MayGrant(resource, rules.Keys))
        {
            await DadiDesk.ForbidAsync(context);
            return false;
        }

        return true;
    }
}
