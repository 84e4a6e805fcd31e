using System.Text.Json;
using GoQueue.Throughput.Measuring;

namespace GoQueue.Throughput.Reporting;

/// <summary>The medians of rows, kept in a file so that a long table can be measured in pieces.</summary>
internal sealed class Results
{
    public int Rounds { get; set; }

    public double Seconds { get; set; }

    public List<Entry> Entries { get; set; } = [];

    public static Results Load(string? path) => path is not null && File.Exists(path) ? JsonSerializer.Deserialize<Results>(File.ReadAllText(path))! : new Results();

    public void Save(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this));

    /// <summary>Replaces the row's earlier figures.</summary>
    public void Set(IReadOnlyDictionary<Cell, Measurement> row)
    {
        Entries.RemoveAll(entry => row.ContainsKey(entry.Cell));
        Entries.AddRange(row.Select(static measured => new Entry(measured.Key, measured.Value)));
    }

    internal sealed record Entry(Cell Cell, Measurement Measured);
}
