namespace GoQueue.Delivery;

/// <summary>Sorted measurements.</summary>
internal static class Figures
{
    public static double Median(IEnumerable<double> values) => Percentile([.. values.Order()], 0.5);

    /// <summary>The value that this share of the sorted ones does not exceed.</summary>
    public static double Percentile(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * share) - 1)];
}
