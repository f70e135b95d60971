using System.Text.Json.Nodes;

namespace Auth.CommandLine.Import;

/// <summary>One row of a file: what is sent for it, or why nothing is.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="ClientId">The client; empty when the row names none.</param>
/// <param name="Body">What is sent.</param>
/// <param name="Error">What is wrong with it.</param>
internal sealed record ImportRow(int Line, string ClientId, JsonObject? Body, string? Error)
{
    /// <summary>Does not show the secret.</summary>
    public override string ToString() => $"ImportRow {{ Line = {Line} }}";
}

/// <summary>What became of a row.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="ClientId">The client; empty when the row names none.</param>
/// <param name="Outcome">One of the constants.</param>
/// <param name="Detail">Why.</param>
internal sealed record ImportResult(int Line, string ClientId, string Outcome, string? Detail)
{
    /// <summary>The client is stored.</summary>
    public const string Imported = "imported";

    /// <summary>It was there already and is as it was.</summary>
    public const string Existing = "existing";

    /// <summary>Nothing was stored.</summary>
    public const string Refused = "refused";

    /// <summary>The host had no time to hash the secret; the row is sent again.</summary>
    public const string Busy = "busy";
}
