using System.Collections.Immutable;
using System.Text.Json;
using Auth.AccessControl;
using Auth.Http;
using Auth.RateLimiting;
using Auth.Storage;

namespace Auth.Admin;

/// <summary>An operator's change of a client, checked for form; fields that were not sent stay as they are.</summary>
internal sealed class ClientPatch
{
    private static readonly string[] Known =
    [
        "tier",
        "limits",
        "verified",
        "disabled",
        "resource_server",
        "access_type",
    ];

    private const string VersionField = "version";

    private readonly List<Func<Client, Client>> _changes = [];
    private readonly List<string> _words = [];

    private ClientPatch() { }

    /// <summary>The names of the fields that change.</summary>
    public ImmutableArray<string> Fields { get; private set; } = [];

    /// <summary>What they are set to, for the audit log.</summary>
    public ImmutableArray<string> Changes => [.. _words];

    /// <summary>The version of the client that the change was made for; <see langword="null"/> for whichever it is.</summary>
    public long? Version { get; private set; }

    /// <summary>Whether the change takes the verification away.</summary>
    public bool Unverifies { get; private set; }

    /// <summary>Reads a change.</summary>
    /// <returns>The change, or what is wrong with it.</returns>
    public static (ClientPatch? Patch, string? Error) Read(RequestParameters parameters, RateLimitPlan plan)
    {
        var patch = new ClientPatch { Fields = [.. parameters.Names.Where(name => name != VersionField)] };
        var error =
            patch.Fields.Except(Known, StringComparer.Ordinal).Any()
                ? $"A field is unknown. The fields are {string.Join(", ", Known)}."
            : patch.Fields.IsEmpty ? $"Nothing changes. The fields are {string.Join(", ", Known)}."
            : patch.ReadVersion(parameters[VersionField])
                ?? patch.ReadTier(parameters["tier"], plan)
                ?? patch.ReadLimits(parameters["limits"])
                ?? patch.ReadFlag("verified", parameters["verified"], patch.Verify)
                ?? patch.ReadFlag("disabled", parameters["disabled"], (client, on) => client with { Disabled = on })
                ?? patch.ReadFlag(
                    "resource_server",
                    parameters["resource_server"],
                    (client, on) => client with { IsResourceServer = on }
                )
                ?? patch.ReadAccessType(parameters["access_type"]);
        return error is null ? (patch, null) : (null, error);
    }

    /// <summary>Whether the change may be laid over a client.</summary>
    public bool Fits(Client client) => Version is null || Version == client.Version;

    /// <summary>The client with the change.</summary>
    public Client Apply(Client client) => _changes.Aggregate(client, (changed, change) => change(changed));

    private string? ReadVersion(RequestParameter? value)
    {
        if (value is null)
        {
            return null;
        }

        if (value.Value.Json is not { ValueKind: JsonValueKind.Number } json || !json.TryGetInt64(out var version))
        {
            return "version must be the number that the client had when you read it.";
        }

        Version = version;
        return null;
    }

    private void Set(string field, string value, Func<Client, Client> change)
    {
        _words.Add($"{field}={value}");
        _changes.Add(change);
    }

    /// <summary>How far the client's power over access control goes; <c>null</c> takes it out of access control.</summary>
    private string? ReadAccessType(RequestParameter? value)
    {
        if (value is null)
        {
            return null;
        }

        if (value.Value.Json is { ValueKind: JsonValueKind.Null })
        {
            Set("access_type", "none", client => client with { Access = null });
            return null;
        }

        if (value.Value.Text is not { } name || !AccessTypeNames.TryParse(name, out var type))
        {
            return $"access_type must be one of {string.Join(", ", AccessTypeNames.All)}, or null.";
        }

        Set(
            "access_type",
            name,
            client => client with { Access = (client.Access ?? new ClientAccess()) with { Type = type } }
        );
        return null;
    }

    private string? ReadTier(RequestParameter? value, RateLimitPlan plan)
    {
        if (value is null)
        {
            return null;
        }

        if (value.Value.Text is not { } name || plan.TierNamed(name) is not { } tier || tier is TierNames.Anonymous)
        {
            return "tier must name a configured tier other than anonymous.";
        }

        Set("tier", tier, client => client with { Tier = tier });
        return null;
    }

    private string? ReadLimits(RequestParameter? value)
    {
        if (value is null)
        {
            return null;
        }

        if (value.Value.Json is not { ValueKind: JsonValueKind.Object } json)
        {
            return "limits must be an object such as {\"burst\":\"500/min\"}; {} removes all.";
        }

        var limits = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var limit in json.EnumerateObject())
        {
            var text = limit.Value.ValueKind == JsonValueKind.String ? limit.Value.GetString() : null;
            if (text is null || WindowOverrides.Check(limit.Name, text) is not null || !names.Add(limit.Name))
            {
                return "limits must map window names, each once, to rates such as 500/min, or to off.";
            }

            limits[limit.Name] = text;
        }

        var words = string.Join(
            ',',
            limits.OrderBy(limit => limit.Key, StringComparer.Ordinal).Select(limit => $"{limit.Key}:{limit.Value}")
        );
        Set("limits", words.Length == 0 ? "none" : words, client => client with { Limits = limits.ToImmutable() });
        return null;
    }

    private string? ReadFlag(string field, RequestParameter? value, Func<Client, bool, Client> change)
    {
        if (value is null)
        {
            return null;
        }

        if (value.Value.Json?.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            return $"{field} must be true or false.";
        }

        var on = value.Value.Json.Value.GetBoolean();
        Set(field, on ? "true" : "false", client => change(client, on));
        Unverifies |= field == "verified" && !on;
        return null;
    }

    /// <summary>An operator's verification ends the lapse; taking it back does not start one.</summary>
    private Client Verify(Client client, bool on) => client with { Verified = on, LapsesAt = null };
}
