using Auth.Admin.Import;
using Auth.OpenApi;
using Auth.Wire;

namespace Auth.Admin;

/// <summary>What OpenAPI says of the operator API.</summary>
internal static class AdminDescriptions
{
    private const string Tag = "Operators";

    private static readonly string[] Json = [JsonReply.Json];
    private static readonly Answer Bad = Problem(400);
    private static readonly Answer Missing = Problem(404);
    private static readonly Answer Conflict = Problem(409);

    /// <summary>The descriptions of the endpoints below a path, by method and route.</summary>
    public static IReadOnlyDictionary<string, EndpointDescription> Under(string prefix) =>
        All.ToDictionary(
            pair => pair.Key.Replace(" /", $" {prefix.TrimEnd('/')}/", StringComparison.Ordinal),
            pair => pair.Value,
            StringComparer.Ordinal
        );

    private static Dictionary<string, EndpointDescription> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["GET /clients"] = Read("Finds clients, newest first.", new Answer(200, typeof(ClientPageView)), Bad),
            ["POST /clients"] = Write<NewClientDocument>(
                "Registers a client that is verified from the start.",
                new Answer(201, typeof(RegisteredClientView)),
                Bad,
                Conflict
            ),
            ["GET /clients/{id}"] = Read(
                "Shows a client, its windows, its live tokens and 30 days of usage.",
                new Answer(200, typeof(ClientView)),
                Missing
            ),
            ["PATCH /clients/{id}"] = Write<ClientPatchDocument>(
                "Changes a client; fields that are left out stay as they are.",
                new Answer(200, typeof(ClientView)),
                Bad,
                Missing,
                Conflict
            ),
            ["DELETE /clients/{id}"] = Read(
                "Removes a client and everything that belongs to it.",
                new Answer(204),
                Missing
            ),
            ["POST /clients/{id}/revoke-tokens"] = Read(
                "Revokes all tokens of a client.",
                new Answer(200, typeof(RevokedView)),
                Missing
            ),
            ["POST /clients/{id}/secret"] = Write<RotationDocument>(
                "Issues a new secret; the ones before end after an overlap.",
                new Answer(200, typeof(NewSecretView)),
                Bad,
                Missing
            ),
            ["POST /client-imports"] = Write<ClientImportDocument>(
                "Takes over existing clients with their secrets; each is answered for.",
                new Answer(200, typeof(ClientImportView)),
                Bad
            ),
            ["GET /tier-requests"] = Read(
                "Lists requests for higher tiers, oldest first.",
                new Answer(200, typeof(TierRequestPageView)),
                Bad
            ),
            ["POST /tier-requests/{id}/approve"] = Decide("Grants a request for a higher tier."),
            ["POST /tier-requests/{id}/decline"] = Decide("Declines a request for a higher tier."),
            ["POST /initial-access-tokens"] = Write<InitialAccessTokenDocument>(
                "Issues a token that allows one registration (RFC 7591 section 3).",
                new Answer(201, typeof(InitialAccessTokenView)),
                Bad
            ),
            ["GET /audit"] = Read(
                "Reads the audit log, newest first; format=csv or json sends all that the filters find as a file.",
                new Answer(200, typeof(AuditPageView)),
                Bad
            ),
            ["GET /outbox"] = Read("Lists the mails that wait.", new Answer(200, typeof(OutboxPageView)), Bad),
            ["POST /outbox/{id}/retry"] = Read("Makes a mail due now.", new Answer(204), Missing),
            ["DELETE /outbox/{id}"] = Read("Takes a mail out: it will not be sent.", new Answer(204), Missing),
            ["GET /overview"] = Read("Shows how the service is doing.", new Answer(200, typeof(OverviewView))),
        };

    private static EndpointDescription Read(string summary, params Answer[] answers) =>
        new(Tag, summary, Body: null, [], answers);

    private static EndpointDescription Write<TBody>(string summary, params Answer[] answers) =>
        new(Tag, summary, typeof(TBody), Json, answers);

    private static EndpointDescription Decide(string summary) =>
        Write<DecisionDocument>(summary, new Answer(200, typeof(TierRequestView)), Bad, Missing, Conflict);

    private static Answer Problem(int status) => new(status, typeof(ProblemBody), JsonReply.ProblemJson);
}
