namespace Auth.Bench.Hosts;

/// <summary>What the contestants are called in tables.</summary>
internal static class Names
{
    public const string Bare = "bare";
    public const string Framework = "framework's parts";
    public const string Ours = "ours, no fields";
    public const string Headers = "ours, standard fields";
    public const string Legacy = "ours, standard and legacy fields";
    public const string Scope = "ours, `RequireScope`";
    public const string Authorize = "ours, `[Authorize]`";
    public const string Refused = "ours, refused (429)";
    public const string SameFields = "bare that sets the same six fields";
    public const string SameRefusal = "bare that answers the same 401";
    public const string Forged = "ours, forged token (401)";

    /// <summary>The name of a kind.</summary>
    public static string Of(HostKind kind) =>
        kind switch
        {
            HostKind.Bare => Bare,
            HostKind.Framework => Framework,
            HostKind.Ours => Ours,
            HostKind.Headers => Headers,
            HostKind.LegacyHeaders => Legacy,
            HostKind.Scope => Scope,
            HostKind.Authorize => Authorize,
            HostKind.SameFields => SameFields,
            _ => SameRefusal,
        };
}
