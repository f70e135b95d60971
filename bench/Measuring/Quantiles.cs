namespace Auth.Bench;

/// <summary>Quantiles of measured values.</summary>
internal static class Quantiles
{
    /// <summary>The value below which the given share of all values lies; sorts the list.</summary>
    public static double Of(List<double> values, double share)
    {
        values.Sort();
        return values.Count == 0 ? double.NaN : values[(int)((values.Count - 1) * share)];
    }

    /// <summary>The middle value.</summary>
    public static double Median(IEnumerable<double> values) => Of([.. values], 0.5);
}
