using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auth.Admin;
using Auth.Http;
using Auth.RateLimiting;

namespace Auth.Dashboard.Clients;

/// <summary>What the forms of a client's page ask for, in the words of the operator API: one set of rules for both.</summary>
internal sealed class ClientOrders(RateLimitPlanSource plans)
{
    public const string Change = "change";
    public const string Verify = "verify";
    public const string Unverify = "unverify";
    public const string Disable = "disable";
    public const string Enable = "enable";
    public const string Revoke = "revoke";
    public const string Rotate = "rotate";
    public const string EndSecret = "end-secret";
    public const string Delete = "delete";

    /// <summary>The field that says which secret is to end.</summary>
    public const string SecretField = "secret";

    /// <summary>What the names of the fields with limits of the client's own start with.</summary>
    public const string LimitPrefix = "limit-";

    /// <summary>Reads a change of the client.</summary>
    /// <returns>The change, or what is wrong with it; neither when the form asks for something else.</returns>
    public (ClientPatch? Patch, string? Error) Read(string action, RequestParameters sent, long version)
    {
        var body = action switch
        {
            Change => new JsonObject { ["tier"] = sent.Text("tier"), ["limits"] = LimitsOf(sent) },
            Verify => new JsonObject { ["verified"] = true },
            Unverify => new JsonObject { ["verified"] = false },
            Disable => new JsonObject { ["disabled"] = true },
            Enable => new JsonObject { ["disabled"] = false },
            _ => null,
        };
        if (body is null)
        {
            return (null, null);
        }

        body["version"] = version;
        return ClientPatch.Read(ParametersOf(body), plans.Current);
    }

    /// <summary>The windows that a client of a tier can have limits of its own for.</summary>
    public IReadOnlyList<(string Name, string Rate)> WindowsOf(string tier)
    {
        List<(string, string)> windows = [];
        foreach (var window in plans.Current.ForTier(tier).Windows)
        {
            windows.Add((window.Name, window.Text));
        }

        return windows;
    }

    /// <summary>The tiers that a client can have.</summary>
    public IEnumerable<string> Tiers() => plans.Current.Default.Names.Where(name => name != TierNames.Anonymous);

    private static JsonObject LimitsOf(RequestParameters sent)
    {
        var limits = new JsonObject();
        foreach (var field in sent.Names.Where(name => name.StartsWith(LimitPrefix, StringComparison.Ordinal)))
        {
            // An empty field leaves the window to the tier.
            if (sent.Text(field)?.Trim() is { Length: > 0 } rate)
            {
                limits[field[LimitPrefix.Length..]] = rate;
            }
        }

        return limits;
    }

    private static RequestParameters ParametersOf(JsonObject body)
    {
        using var document = JsonDocument.Parse(body.ToJsonString());
        var parameters = new RequestParameters();
        foreach (var member in document.RootElement.EnumerateObject())
        {
            var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
            parameters.TryAdd(member.Name, new RequestParameter(text, member.Value.Clone()));
        }

        return parameters;
    }

    /// <summary>The version that a form was made for.</summary>
    public static long VersionOf(RequestParameters sent) =>
        long.TryParse(
            sent.Text(DashboardForms.Version),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var version
        )
            ? version
            : 0;
}
