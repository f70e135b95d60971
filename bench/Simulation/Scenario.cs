namespace Auth.Bench.Simulation;

/// <summary>Who calls, and which node it reaches.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Tier">The tier of the callers.</param>
/// <param name="Limit">Requests a minute that the tier may make.</param>
/// <param name="Client">The next caller.</param>
/// <param name="Node">The node that a caller reaches.</param>
internal sealed record Scenario(string Name, string Tier, int Limit, Func<Dice, int> Client, Func<Dice, int, int> Node)
{
    /// <summary>Nodes.</summary>
    public const int Nodes = 200;

    /// <summary>Clients.</summary>
    public const int Clients = 10_000_000;

    private const int Attackers = 100;
    private const int Partners = 1_000;
    private const int Affinity = 4;

    private static readonly Zipf Ranks = new(Clients);

    /// <summary>All of them.</summary>
    public static readonly Scenario[] All =
    [
        new("many clients, any node", "standard", 100, Ranks.Next, AnyNode),
        new("many clients, four nodes each", "standard", 100, Ranks.Next, FewNodes),
        new("half of it from 100 attackers", "standard", 100, Hostile, AnyNode),
        new("1,000 busy partners", "partner", 60_000, dice => dice.Next(Partners), AnyNode),
    ];

    private static int AnyNode(Dice dice, int client) => dice.Next(Nodes);

    private static int FewNodes(Dice dice, int client) => (client + dice.Next(Affinity)) % Nodes;

    private static int Hostile(Dice dice) => dice.Next(2) == 0 ? Clients - 1 - dice.Next(Attackers) : Ranks.Next(dice);
}
