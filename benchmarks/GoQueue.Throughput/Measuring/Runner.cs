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
    public async Task<Dictionary<Cell, Measurement>> MeasureAsync(IReadOnlyList<Cell> cells)
    {
        var results = new Dictionary<Cell, Measurement>();
        foreach (IGrouping<(int, int, QueueKind), Cell> row in cells.GroupBy(static cell => (cell.InFlight, cell.Payload, cell.Queue)))
        {
            await Topology.DeclareAsync(uri, row.Key.Item3);
            var runs = row.ToDictionary(static cell => cell, static _ => new List<Measurement>());
            for (int round = 0; round < rounds; round++)
            {
                foreach (Cell cell in row)
                {
                    runs[cell].Add(await MeasureAsync(cell));
                }
            }

            foreach ((Cell cell, List<Measurement> measured) in runs)
            {
                results[cell] = Median(measured);
                Console.Error.WriteLine($"{cell}: {results[cell].PerSecond:N0}/s");
            }
        }

        return results;
    }

    private async Task<Measurement> MeasureAsync(Cell cell)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        foreach (string argument in new[]
        {
            "measure", uri.ToString(), cell.Column, cell.InFlight.ToString(CultureInfo.InvariantCulture), cell.Payload.ToString(CultureInfo.InvariantCulture),
            cell.Queue.ToString(), seconds.ToString(CultureInfo.InvariantCulture),
        })
        {
            start.ArgumentList.Add(argument);
        }

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
