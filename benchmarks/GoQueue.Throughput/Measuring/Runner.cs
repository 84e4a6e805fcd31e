using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using GoQueue.Throughput.Columns;

namespace GoQueue.Throughput.Measuring;

/// <summary>
/// Measures cells in rounds, each cell in a process of its own: memory and CPU are then that column's alone. The columns of a row are interleaved, so that a
/// machine that becomes slower does so for all of them.
/// </summary>
internal sealed class Runner(Uri uri, int rounds, double seconds)
{
    /// <summary>Measures one row, and gives the medians.</summary>
    public async Task<Dictionary<Cell, Measurement>> MeasureAsync(IReadOnlyList<Cell> row)
    {
        await Topology.DeclareAsync(uri, row[0].Queue);
        Dictionary<Cell, List<Measurement>> runs = row.ToDictionary(static cell => cell, static _ => new List<Measurement>());
        for (int round = 0; round < rounds; round++)
        {
            foreach (Cell cell in row)
            {
                runs[cell].Add(await MeasureAsync(cell));
            }
        }

        Dictionary<Cell, Measurement> medians = runs.ToDictionary(static run => run.Key, static run => Median(run.Value));
        foreach ((Cell cell, Measurement median) in medians)
        {
            Console.Error.WriteLine($"{cell.Column}, {cell.InFlight} in flight, {cell.Payload} bytes, {cell.Queue}: {median.PerSecond:N0}/s, {median.CpuMicroseconds:0.0} us, {median.Bytes:N0} B");
        }

        return medians;
    }

    private async Task<Measurement> MeasureAsync(Cell cell)
    {
        ProcessStartInfo start = ThisProgram.Start(
            "measure", uri.ToString(), cell.Column, cell.InFlight.ToString(CultureInfo.InvariantCulture), cell.Payload.ToString(CultureInfo.InvariantCulture),
            cell.Queue.ToString(), seconds.ToString(CultureInfo.InvariantCulture));
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Measurement>(output)!
            : throw new InvalidOperationException($"Measuring {cell} ended with {process.ExitCode}: {output}");
    }

    private static Measurement Median(List<Measurement> runs) => new(
        Median(runs, static run => run.PerSecond),
        Median(runs, static run => run.CpuMicroseconds),
        Median(runs, static run => run.Bytes),
        Median(runs, static run => run.P50),
        Median(runs, static run => run.P99),
        Median(runs, static run => run.ResidentMegabytes),
        runs[0].Settings);

    private static double Median(List<Measurement> runs, Func<Measurement, double> figure)
    {
        double[] sorted = [.. runs.Select(figure).Order()];
        return sorted[sorted.Length / 2];
    }
}
