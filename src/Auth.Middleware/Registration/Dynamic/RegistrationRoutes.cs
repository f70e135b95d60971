using Auth.Hosting;

namespace Auth.Registration.Dynamic;

/// <summary>The paths of dynamic registration.</summary>
internal static class RegistrationRoutes
{
    public const string Register = "/oauth2/register";
    public const string ClientTemplate = "/oauth2/register/{client_id}";
    public const string SecretTemplate = "/oauth2/register/{client_id}/secret";

    /// <summary>The absolute <c>registration_client_uri</c> of a client.</summary>
    public static string Client(PublicUrl publicUrl, string clientId) => publicUrl.For($"{Register}/{clientId}");
}
