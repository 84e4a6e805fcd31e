using System.Collections.Concurrent;
using System.Globalization;
using Xunit;

namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>
/// One compilation per feature: what the compiler half makes of a member, by type, attribute, place and context.
/// </summary>
public sealed class MatrixTests(ITestOutputHelper output)
{
    private const int SampleSize = 40;
    private const int Seed = 7;

    [Fact]
    public void Every_possible_pair_of_axis_values_is_covered()
    {
        var covered = CellMatrix.Cells.SelectMany(static cell => cell.Pairs).ToHashSet(StringComparer.Ordinal);
        var uncovered = CellMatrix.PossiblePairs.Where(pair => !covered.Contains(pair)).Order(StringComparer.Ordinal).ToList();
        output.WriteLine($"{CellMatrix.Cells.Count} cells cover {CellMatrix.PossiblePairs.Count - uncovered.Count} of {CellMatrix.PossiblePairs.Count} possible pairs.");
        Assert.True(uncovered.Count == 0, $"{uncovered.Count} pairs are not covered:\n{string.Join('\n', uncovered)}");
    }

    [Fact]
    public void The_matrix_has_at_least_600_cells() => Assert.InRange(CellMatrix.Cells.Count, 600, 5000);

    [Fact]
    public Task A_fixed_sample_of_cells_agrees_with_the_framework()
    {
        output.WriteLine($"Every {CellMatrix.Cells.Count / SampleSize}th cell, from {Seed}.");
        var step = CellMatrix.Cells.Count / SampleSize;

        return RunAsync([.. CellMatrix.Cells.Where((_, i) => i % step == Seed % step)]);
    }

    [Fact(Explicit = true)]
    public Task Every_cell_agrees_with_the_framework() => RunAsync(CellMatrix.Cells);

    private async Task RunAsync(IReadOnlyList<Cell> cells)
    {
        var failures = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(cells, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (cell, _) =>
        {
            try
            {
                await new CellRun(cell).RunAsync();
            }
            catch (Exception failure)
            {
                output.WriteLine($"{cell}: {failure.GetType().Name}");
                failures.Add($"{cell}\n    {failure.GetType().Name}: {failure.Message.Replace("\n", "\n    ", StringComparison.Ordinal)}");
            }
        });
        output.WriteLine($"{(cells.Count - failures.Count).ToString(CultureInfo.InvariantCulture)} of {cells.Count} cells agree.");
        Assert.True(failures.IsEmpty, $"{failures.Count} of {cells.Count} cells fail:\n{string.Join("\n\n", failures.Order(StringComparer.Ordinal))}");
    }
}
