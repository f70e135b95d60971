using System.Text;
using System.Text.Json.Nodes;
using Auth.CommandLine.Connection;

namespace Auth.CommandLine.Import;

/// <summary>Sends rows in requests of a size that the host takes; every row ends with an outcome.</summary>
internal sealed class ImportRun(OperatorApi api, bool dryRun, Action<ImportResult> done)
{
    /// <summary>Secrets that people chose are hashed slowly, one after the other: a request must not take too long.</summary>
    private const int MaxRows = 20;

    /// <summary>The host reads 16 KiB; some of it is around the rows.</summary>
    private const int MaxBytes = 15_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Sends all rows.</summary>
    /// <exception cref="AdminException">The host cannot be reached or lets nobody in; rows before have their outcomes.</exception>
    public async Task SendAsync(IEnumerable<ImportRow> rows, CancellationToken cancelled)
    {
        List<ImportRow> batch = [];
        var bytes = 0;
        foreach (var row in rows)
        {
            if (row.Body is null)
            {
                done(new ImportResult(row.Line, row.ClientId, ImportResult.Refused, row.Error));
                continue;
            }

            var size = Encoding.UTF8.GetByteCount(row.Body.ToJsonString());
            if (size > MaxBytes)
            {
                done(
                    new ImportResult(
                        row.Line,
                        row.ClientId,
                        ImportResult.Refused,
                        $"The row is larger than {MaxBytes} bytes."
                    )
                );
                continue;
            }

            if (batch.Count == MaxRows || bytes + size > MaxBytes)
            {
                await SendBatchAsync(batch, cancelled);
                (batch, bytes) = ([], 0);
            }

            batch.Add(row);
            bytes += size + 1;
        }

        if (batch.Count > 0)
        {
            await SendBatchAsync(batch, cancelled);
        }
    }

    /// <summary>Rows for which the host had no time are sent again until it has.</summary>
    private async Task SendBatchAsync(List<ImportRow> batch, CancellationToken cancelled)
    {
        while (batch.Count > 0)
        {
            var body = new JsonObject
            {
                ["dry_run"] = dryRun,
                ["clients"] = new JsonArray([.. batch.Select(row => row.Body!.DeepClone())]),
            };
            var answer = await api.SendAsync(HttpMethod.Post, "client-imports", body, cancelled);
            var results = answer.GetProperty("results").EnumerateArray().ToList();
            if (results.Count != batch.Count)
            {
                throw new AdminException("The host did not answer for each row.");
            }

            List<ImportRow> again = [];
            foreach (var (row, result) in batch.Zip(results))
            {
                var outcome = result.GetProperty("outcome").GetString()!;
                var detail = result.TryGetProperty("detail", out var text) ? text.GetString() : null;
                if (outcome == ImportResult.Busy)
                {
                    again.Add(row);
                }
                else
                {
                    done(new ImportResult(row.Line, row.ClientId, outcome, detail));
                }
            }

            batch = again;
            if (batch.Count > 0)
            {
                await Task.Delay(Pause, TimeProvider.System, cancelled);
            }
        }
    }
}
