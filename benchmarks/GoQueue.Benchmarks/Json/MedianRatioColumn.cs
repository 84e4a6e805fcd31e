using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Mathematics;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace GoQueue.Benchmarks.Json;

/// <summary>The median of a benchmark over that of the baseline. BenchmarkDotNet's own ratio is one of means, which outliers move.</summary>
public sealed class MedianRatioColumn : BaselineCustomColumn
{
    /// <inheritdoc/>
    public override string Id => nameof(MedianRatioColumn);

    /// <inheritdoc/>
    public override string ColumnName => "Ratio of medians";

    /// <inheritdoc/>
    public override int PriorityInCategory => 0;

    /// <inheritdoc/>
    public override bool IsNumeric => true;

    /// <inheritdoc/>
    public override UnitType UnitType => UnitType.Dimensionless;

    /// <inheritdoc/>
    public override string Legend => "The median over the baseline's median";

    /// <inheritdoc/>
    public override string GetValue(
        Summary summary, BenchmarkCase benchmarkCase, Statistics baseline, IReadOnlyDictionary<string, Metric> baselineMetrics, Statistics current, IReadOnlyDictionary<string, Metric> currentMetrics, bool isBaseline) =>
        (current.Median / baseline.Median).ToString("0.00", CultureInfo.InvariantCulture);
}
