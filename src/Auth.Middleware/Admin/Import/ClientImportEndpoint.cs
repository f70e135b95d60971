using System.Text.Json;
using Auth.Http;
using Microsoft.AspNetCore.Http;

namespace Auth.Admin.Import;

/// <summary><c>POST /client-imports</c>: existing clients with their ids and secrets. Each is decided by itself and answered for, so a part that fails loses nothing.</summary>
internal sealed class ClientImportEndpoint(ImportedClientReader reader, ClientImporter importer)
{
    private const int MaxClients = 50;

    private static readonly string[] Known = ["clients", "dry_run"];

    public async Task HandleAsync(HttpContext context)
    {
        var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.Json);
        if (bodyError is not null)
        {
            await AdminReply.BodyErrorAsync(context, bodyError);
            return;
        }

        var dryRun = parameters["dry_run"]?.Json?.ValueKind;
        if (
            parameters.Names.Except(Known, StringComparer.Ordinal).Any()
            || dryRun is not (null or JsonValueKind.True or JsonValueKind.False)
            || parameters["clients"]?.Json is not { ValueKind: JsonValueKind.Array } rows
            || rows.GetArrayLength() is 0 or > MaxClients
        )
        {
            await AdminReply.InvalidAsync(
                context,
                $"clients must be a list of 1 to {MaxClients} clients, dry_run true or false. There are no other fields."
            );
            return;
        }

        List<ClientImportResultView> results = [];
        foreach (var row in rows.EnumerateArray())
        {
            results.Add(await ImportAsync(row, dryRun == JsonValueKind.True, context.RequestAborted));
        }

        await AdminReply.WriteAsync(
            context,
            new ClientImportView(dryRun == JsonValueKind.True, results),
            AdminJson.Relaxed.ClientImportView
        );
    }

    private async ValueTask<ClientImportResultView> ImportAsync(
        JsonElement row,
        bool dryRun,
        CancellationToken cancelled
    )
    {
        var (client, error) = reader.Read(row);
        if (client is null)
        {
            return new ClientImportResultView(IdOf(row), ClientImporter.Refused, error);
        }

        var (outcome, detail) = await importer.ImportAsync(client, dryRun, cancelled);
        return new ClientImportResultView(client.Client.Id, outcome, detail);
    }

    private static string? IdOf(JsonElement row) =>
        row.ValueKind == JsonValueKind.Object
        && row.TryGetProperty("client_id", out var id)
        && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;
}
