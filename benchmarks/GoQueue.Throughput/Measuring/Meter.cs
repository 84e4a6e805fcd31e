using System.Diagnostics;
using GoQueue.Throughput.Columns;

namespace GoQueue.Throughput.Measuring;

/// <summary>Measures one cell in this process: warm-up, then the measured time.</summary>
internal static class Meter
{
    /// <summary>Long enough for the compiler's last tier.</summary>
    public static TimeSpan WarmUp { get; } = TimeSpan.FromSeconds(5);

    public static async Task<Measurement> MeasureAsync(Uri uri, Cell cell, TimeSpan duration)
    {
        await using IColumn column = ColumnNames.Create(uri, cell);
        await column.ConnectAsync();
        using var load = new Load();
        Task[] workers = [.. Enumerable.Range(0, cell.InFlight).Select(worker => Task.Run(() => column.PublishAsync(worker, load)))];
        await Task.Delay(WarmUp);
        GC.Collect();
        await Task.Delay(TimeSpan.FromMilliseconds(200));

        load.StartRecording();
        long bytes = GC.GetTotalAllocatedBytes();
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long started = Stopwatch.GetTimestamp();
        await Task.Delay(duration);
        long messages = load.Messages;
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        bytes = GC.GetTotalAllocatedBytes() - bytes;
        load.Stop();
        double resident = Environment.WorkingSet / (1024.0 * 1024);
        await Task.WhenAll(workers).WaitAsync(TimeSpan.FromSeconds(60));

        LatencyHistogram latencies = load.Latencies();
        return new Measurement(
            messages / elapsed.TotalSeconds,
            cpu.TotalMicroseconds / Math.Max(1, messages),
            bytes / (double)Math.Max(1, messages),
            latencies.Percentile(0.50),
            latencies.Percentile(0.99),
            resident,
            column.Settings);
    }
}
