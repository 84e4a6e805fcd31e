using System.Globalization;
using System.Text;
using GoQueue.Throughput.Columns;
using GoQueue.Throughput.Measuring;

namespace GoQueue.Throughput.Reporting;

/// <summary>The results as a page: method, settings, tables, ratios.</summary>
internal static class PerformancePage
{
    public static string Write(IReadOnlyDictionary<Cell, Measurement> results, int rounds, double seconds, string machine)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # Performance

            Made by `dotnet run -c Release --project benchmarks/GoQueue.Throughput -- run --write docs`; do not edit.

            One real broker, one event (six properties, about 180 bytes of JSON), persistent, confirmed. Each figure is the median of {rounds} interleaved rounds of
            {seconds:0.#} s after a warm-up of 1.7 s; each cell runs in a process of its own. The publishers keep so many publishes in flight, each awaited until its
            confirm. Latencies are those of the awaiting caller. CPU and bytes are those of the publishing process, per message. Where no queue is bound, mandatory is
            off in every column. The raw columns send the body, properties and headers that ours sends.

            Machine: {machine}. Compare columns of one table; figures of different runs or machines do not compare.


            """);
        foreach (var row in results.GroupBy(static result => (result.Key.InFlight, result.Key.Payload, result.Key.Queue)))
        {
            WriteRow(page, row.Key, [.. row]);
        }

        page.Append("## Settings\n\n");
        foreach (string column in ColumnNames.All)
        {
            if (results.FirstOrDefault(result => result.Key.Column == column) is { Value: { } measured })
            {
                page.Append(CultureInfo.InvariantCulture, $"* {ColumnNames.Title(column)}: {measured.Settings}\n");
            }
        }

        return page.ToString();
    }

    private static void WriteRow(StringBuilder page, (int InFlight, int Payload, QueueKind Queue) row, KeyValuePair<Cell, Measurement>[] columns)
    {
        string queue = row.Queue switch
        {
            QueueKind.Classic => "classic durable queue",
            QueueKind.Quorum => "quorum queue",
            _ => "no queue bound",
        };
        page.Append(CultureInfo.InvariantCulture, $"## {row.InFlight:N0} in flight, {row.Payload:N0} bytes, {queue}\n\n");
        if (columns.Length > 1 && row is { InFlight: 1_000, Payload: 180, Queue: QueueKind.None })
        {
            page.Append("![Confirmed messages per second](performance.svg)\n\n");
        }

        page.Append("| | msg/s | × tracked | client CPU µs/msg | B/msg | p50 µs | p99 µs | RSS MB |\n|---|--:|--:|--:|--:|--:|--:|--:|\n");
        double tracked = columns.FirstOrDefault(static column => column.Key.Column == ColumnNames.Tracked).Value?.PerSecond ?? double.NaN;
        foreach ((Cell cell, Measurement measured) in columns)
        {
            bool hasLatency = measured.P50 > 0;
            page.Append(CultureInfo.InvariantCulture, $"| {ColumnNames.Title(cell.Column)} | {measured.PerSecond:N0} | {measured.PerSecond / tracked:0.00} | {measured.CpuMicroseconds:0.0} | {measured.Bytes:N0} ");
            page.Append(CultureInfo.InvariantCulture, $"| {(hasLatency ? measured.P50.ToString("N0", CultureInfo.InvariantCulture) : "–")} | {(hasLatency ? measured.P99.ToString("N0", CultureInfo.InvariantCulture) : "–")} | {measured.ResidentMegabytes:N0} |\n");
        }

        page.Append('\n');
    }
}
