namespace Auth.Dialects.Dadi;

/// <summary>The dialect's paths. Routing answers each with and without a slash at its end, without a redirect.</summary>
internal static class DadiRoutes
{
    public const string Client = "/api/client";
    public const string Clients = "/api/clients";
    public const string ClientById = Clients + "/{clientId}";
    public const string ClientRoles = ClientById + "/roles";
    public const string ClientRole = ClientRoles + "/{role}";
    public const string ClientResources = ClientById + "/resources";
    public const string ClientResource = ClientResources + "/{resource}";
    public const string Roles = "/api/roles";
    public const string Role = Roles + "/{role}";
    public const string RoleResources = Role + "/resources";
    public const string RoleResource = RoleResources + "/{resource}";
    public const string Resources = "/api/resources";
    public const string Keys = "/api/keys";
    public const string OwnKeys = Client + "/keys";
    public const string ClientKeys = ClientById + "/keys";
    public const string Reset = "/api/reset";
    public const string ResetToken = Reset + "/{token}";
}
