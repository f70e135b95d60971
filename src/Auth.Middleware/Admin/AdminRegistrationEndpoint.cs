using Auth.Contacts;
using Auth.Http;
using Auth.Registration;
using Auth.Token;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Auth.Admin;

/// <summary><c>POST /clients</c>: an operator registers an application; it is verified from the start, for the operator vouches for it.</summary>
internal sealed class AdminRegistrationEndpoint(
    ClientRegistrar registrar,
    ClientViewReader views,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
)
{
    private const int MaxName = 150;
    private const int MaxDescription = 10_000;

    private static readonly string[] Known = ["name", "description", "email", "scope"];

    public async Task HandleAsync(HttpContext context)
    {
        var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.Json);
        if (bodyError is not null)
        {
            await AdminReply.BodyErrorAsync(context, bodyError);
            return;
        }

        if (Read(parameters) is not { } registration)
        {
            await AdminReply.InvalidAsync(
                context,
                $"name must be text of 1 to {MaxName} characters, description text of at most {MaxDescription}, email an address, and scope the "
                    + "names of scopes. There are no other fields."
            );
            return;
        }

        switch (await registrar.RegisterAsync(registration, context.RequestAborted))
        {
            case RegistrationOutcome.Registered registered:
                var view = new RegisteredClientView(registered.Secret, views.Summarize(registered.Client));
                await AdminReply.WriteAsync(
                    context,
                    view,
                    AdminJson.Relaxed.RegisteredClientView,
                    StatusCodes.Status201Created
                );
                break;
            case RegistrationOutcome.Refused(var error):
                await AdminReply.InvalidAsync(context, error.Description);
                break;
            default:
                await AdminReply.ConflictAsync(context, "Another client has the name.");
                break;
        }
    }

    private ClientRegistration? Read(RequestParameters parameters)
    {
        var name = parameters.Text("name")?.Trim();
        var description = parameters.Text("description")?.Trim();
        var email = parameters.Text("email") is { } text ? EmailAddress.TryParse(text.Trim()) : null;
        var scopes = parameters.Text("scope") is { } scope
            ? ScopeSet.Parse(scope)
            : [.. options.CurrentValue.Scopes.Keys];
        var sound =
            !parameters.Names.Except(Known, StringComparer.Ordinal).Any()
            && IsPlain(name, MaxName)
            && ClientName.Normalize(name!).Length > 0
            && (parameters["description"] is null || IsPlain(description, MaxDescription))
            && (parameters["email"] is null || email is not null)
            && (parameters["scope"] is null || parameters.Text("scope") is not null)
            && scopes is not null;
        return sound
            ? new ClientRegistration
            {
                Name = name!,
                UniqueName = true,
                Description = description,
                Email = email,
                Scopes = scopes!.Value,
                Verified = true,
                Dialect = "",
            }
            : null;
    }

    private static bool IsPlain(string? text, int maxLength) =>
        text is { Length: > 0 } && text.Length <= maxLength && !text.Contains('\0', StringComparison.Ordinal);
}
