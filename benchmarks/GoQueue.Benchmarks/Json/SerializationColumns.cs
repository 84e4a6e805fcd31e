using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using Perfolizer.Horology;

namespace GoQueue.Benchmarks.Json;

/// <summary>What the tables show, and how long each cell is measured.</summary>
public sealed class SerializationColumns : ManualConfig
{
    /// <summary>Medians, their ratios and the allocated bytes.</summary>
    public SerializationColumns()
    {
        // Medians: a shared machine has outliers, and a mean would count them.
        AddColumn(StatisticColumn.Median);
        AddJob(Job.Default.WithWarmupCount(4).WithIterationCount(15).WithIterationTime(TimeInterval.FromMilliseconds(200)));
        AddColumn(new MedianRatioColumn());
        HideColumns("Error", "StdDev", "Ratio", "RatioSD", "Mean", "Gen0", "Alloc Ratio");
    }
}
