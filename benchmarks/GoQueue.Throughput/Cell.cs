using System.Globalization;
using GoQueue.Throughput.Columns;

namespace GoQueue.Throughput;

/// <summary>One measurement's settings.</summary>
/// <param name="Column">Whose.</param>
/// <param name="InFlight">Publishes at once.</param>
/// <param name="Payload">Bytes of the event's JSON, roughly.</param>
/// <param name="Queue">What is bound.</param>
internal sealed record Cell(string Column, int InFlight, int Payload, QueueKind Queue)
{
    /// <summary>The row that the bars are about: the publishers are what is measured, because the broker has no queue to fill.</summary>
    public const string BarRow = "1000-180-None";

    /// <summary>The rows of the table, by the names that <c>--rows</c> takes. The quorum queue comes first: it is what RabbitMQ recommends.</summary>
    public static IReadOnlyList<string> Rows { get; } =
    [
        "1000-180-Quorum", BarRow, "1-180-None", "64-180-None", "10000-180-None",
        "1000-180-Classic", "1000-4096-None", "1000-65536-None",
    ];

    /// <summary>The cells of a row.</summary>
    public static Cell[] OfRow(string row)
    {
        string[] parts = row.Split('-');
        int inFlight = int.Parse(parts[0], CultureInfo.InvariantCulture);
        int payload = int.Parse(parts[1], CultureInfo.InvariantCulture);
        return [.. ColumnNames.All.Select(name => new Cell(name, inFlight, payload, Enum.Parse<QueueKind>(parts[2])))];
    }
}
