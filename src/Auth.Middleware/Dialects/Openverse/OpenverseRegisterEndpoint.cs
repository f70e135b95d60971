using Auth.Http;
using Auth.Registration;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Auth.Dialects.Openverse;

/// <summary><c>POST /v1/auth_tokens/register/</c>: an application gets its id and, this once, its secret.</summary>
internal sealed class OpenverseRegisterEndpoint(ClientRegistrar registrar, IOptionsMonitor<OpenverseOptions> options)
{
    public async Task HandleAsync(HttpContext context)
    {
        JsonReply.NoStore(context.Response);
        var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.All);
        if (bodyError is not null)
        {
            await OpenverseReply.BodyErrorAsync(context, bodyError);
            return;
        }

        var form = OpenverseRegistrationForm.Read(parameters);
        if (form.Errors.Count > 0)
        {
            await OpenverseReply.FieldErrorsAsync(context, form.Errors);
            return;
        }

        var outcome = await registrar.RegisterAsync(
            new ClientRegistration
            {
                Name = form.Name!,
                UniqueName = true,
                Description = form.Description,
                Email = form.Email,
                Scopes = [.. options.CurrentValue.DefaultScopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
                Dialect = OpenverseDialect.DialectName,
            },
            context.RequestAborted
        );
        await (
            outcome switch
            {
                RegistrationOutcome.Registered registered => JsonReply.WriteAsync(
                    context,
                    StatusCodes.Status201Created,
                    new RegisteredBody(
                        registered.Client.Id,
                        registered.Secret,
                        registered.Client.Name,
                        "Check your email for a verification link."
                    ),
                    OpenverseJson.Relaxed.RegisteredBody
                ),
                RegistrationOutcome.Refused(var error) => OpenverseReply.DetailAsync(
                    context,
                    error.Status,
                    error.Description,
                    error.Code
                ),
                _ => OpenverseReply.FieldErrorsAsync(
                    context,
                    new() { ["name"] = ["An application with this name already exists."] }
                ),
            }
        );
    }
}
