namespace GoQueue.Throughput.Measuring;

/// <summary>What one run of one cell gave.</summary>
/// <param name="PerSecond">Confirmed messages per second.</param>
/// <param name="CpuMicroseconds">CPU time of the publishing process per message.</param>
/// <param name="Bytes">Allocated bytes per message.</param>
/// <param name="P50">Median latency, microseconds.</param>
/// <param name="P99">99th percentile, microseconds.</param>
/// <param name="ResidentMegabytes">Resident memory of the publishing process at the end.</param>
/// <param name="Settings">The column's settings.</param>
internal sealed record Measurement(double PerSecond, double CpuMicroseconds, double Bytes, double P50, double P99, double ResidentMegabytes, string Settings);
