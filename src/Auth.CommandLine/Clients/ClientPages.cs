using System.Runtime.CompilerServices;
using System.Text.Json;
using Auth.CommandLine.Connection;

namespace Auth.CommandLine.Clients;

/// <summary>Reads all clients, page by page, newest first.</summary>
internal static class ClientPages
{
    private const int PageSize = 200;

    /// <param name="api">The host.</param>
    /// <param name="search">A part of a name, or a whole id or e-mail address; <see langword="null"/> for all.</param>
    /// <param name="most">How many at the most.</param>
    /// <param name="cancelled">Ends the reading.</param>
    public static async IAsyncEnumerable<JsonElement> ReadAsync(
        OperatorApi api,
        string? search,
        int most,
        [EnumeratorCancellation] CancellationToken cancelled
    )
    {
        string? after = null;
        do
        {
            var size = Math.Min(PageSize, most);
            var query = $"clients?limit={size}&q={Uri.EscapeDataString(search ?? "")}";
            var page = await api.GetAsync(
                after is null ? query : $"{query}&after={Uri.EscapeDataString(after)}",
                cancelled
            );
            foreach (var client in page.GetProperty("clients").EnumerateArray())
            {
                yield return client;
                most--;
            }

            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        } while (after is not null && most > 0);
    }
}
