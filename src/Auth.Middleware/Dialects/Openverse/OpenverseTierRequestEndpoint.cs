using Auth.Bearer;
using Auth.Http;
using Auth.TierRequests;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Openverse;

/// <summary><c>POST /v1/rate_limit/request/</c>: asks the operators for a higher tier.</summary>
internal sealed class OpenverseTierRequestEndpoint(TierRequestDesk desk)
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

        var client = AuthRequest.Of(context)!.Session!.Client!.Client;
        switch (await desk.AskAsync(client, parameters["tier"], parameters["reason"], context.RequestAborted))
        {
            case TierRequestOutcome.Asked(var request):
                await OpenverseReply.MessageAsync(
                    context,
                    201,
                    $"Your request for the rate limit model {request.Tier} was received. The answer is mailed to you."
                );
                break;
            case TierRequestOutcome.AlreadyPending:
                await OpenverseReply.DetailAsync(context, 409, "A request of yours is waiting for an answer already.");
                break;
            case TierRequestOutcome.Invalid(var field, var message):
                await OpenverseReply.FieldErrorsAsync(context, new() { [field] = [message] });
                break;
        }
    }
}
