namespace Auth.Bench;

/// <summary>What a measured value must not exceed, or must reach.</summary>
internal sealed record Goal(double Limit, bool IsCeiling, string Unit, int Decimals)
{
    /// <summary>The value must not be higher.</summary>
    public static Goal AtMost(double limit, string unit, int decimals = 0) => new(limit, true, unit, decimals);

    /// <summary>The value must not be lower.</summary>
    public static Goal AtLeast(double limit, string unit, int decimals = 0) => new(limit, false, unit, decimals);

    /// <summary>Whether a value keeps the promise.</summary>
    public bool IsMetBy(double value) => IsCeiling ? value <= Limit : value >= Limit;

    /// <summary>A value in the goal's unit.</summary>
    public string Text(double value) => $"{Report.Number(value, Decimals)} {Unit}".TrimEnd();
}

/// <summary>A promise of the project and what was measured of it.</summary>
internal sealed record Verdict(string Measure, string Goal, string Measured, bool IsMet)
{
    /// <summary>The verdict in a word.</summary>
    public string Word => IsMet ? "met" : "not met";

    /// <summary>Compares.</summary>
    public static Verdict Of(string measure, Goal goal, double value) =>
        new(measure, $"{(goal.IsCeiling ? "≤" : "≥")} {goal.Text(goal.Limit)}", goal.Text(value), goal.IsMetBy(value));
}
