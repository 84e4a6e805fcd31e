using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using GoQueue.Throughput.Columns;
using GoQueue.Throughput.Measuring;

namespace GoQueue.Throughput.Reporting;

/// <summary>The results as a section of docs/performance.md: method, settings, tables, ratios.</summary>
internal static class ThroughputSection
{
    private const string Heading = "## Throughput";

    /// <summary>Whether figures of this version stand in a section beside those of RabbitMQ 3.</summary>
    public static bool IsBeside(string version) => Version.Parse(version).Major >= 4;

    public static string Write(Results results, string version)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            {HeadingOf(version)}

            Made by `dotnet run -c Release --project benchmarks/GoQueue.Throughput -- run --write docs`; do not edit this section.

            One real broker and one event (six properties, about 180 bytes of JSON), persistent and confirmed.
            Each figure is the median of {results.Rounds} interleaved rounds of {results.Seconds:0.#} s after a warm-up of {Meter.WarmUp.TotalSeconds:0.#} s; each cell runs in a separate process.
            The publishers keep a fixed number of publishes in flight and await each confirm.
            Latencies are those of the awaiting caller. CPU and bytes are those of the publishing process, per message.
            If no queue is bound, mandatory is off in every column.
            RabbitMQ.Client and the replayed frames carry an equal envelope, with properties and nine headers. MassTransit and Wolverine send the event as JSON with their own headers.

            Machine: {Environment.ProcessorCount} cores shared with the broker (RabbitMQ {version} on the same machine, over loopback), {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}.
            Compare only columns of one table, not figures of different runs or machines.


            """);
        if (!IsBeside(version))
        {
            page.Append("![Confirmed messages per second at 1,000 in flight](throughput.svg)\n\n");
        }

        foreach (var row in results.Entries.GroupBy(static entry => (entry.Cell.InFlight, entry.Cell.Payload, entry.Cell.Queue)))
        {
            WriteRow(page, row.Key, [.. row]);
        }

        page.Append("### Settings of the columns\n\n");
        foreach (string column in ColumnNames.All)
        {
            if (results.Entries.Find(entry => entry.Cell.Column == column) is { } entry)
            {
                page.Append(CultureInfo.InvariantCulture, $"* {ColumnNames.Title(column)}: {entry.Measured.Settings}\n");
            }
        }

        return page.ToString();
    }

    /// <summary>Puts the section in the place of the page's own; the other sections stay.</summary>
    public static void Replace(string path, string section, string version)
    {
        string heading = HeadingOf(version);
        string page = File.Exists(path) ? File.ReadAllText(path) : "# Performance\n";
        int start = page.IndexOf(heading + "\n", StringComparison.Ordinal);
        if (start < 0)
        {
            File.WriteAllText(path, $"{page.TrimEnd()}\n\n{section}");
            return;
        }

        int end = page.IndexOf("\n## ", start, StringComparison.Ordinal);
        File.WriteAllText(path, $"{page[..start]}{section}{(end < 0 ? "" : page[end..])}");
    }

    private static string HeadingOf(string version) => IsBeside(version) ? $"{Heading} on RabbitMQ {string.Join('.', version.Split('.')[..2])}" : Heading;

    private static void WriteRow(StringBuilder page, (int InFlight, int Payload, QueueKind Queue) row, Results.Entry[] columns)
    {
        string queue = row.Queue switch
        {
            QueueKind.Classic => "classic durable queue",
            QueueKind.Quorum => "quorum queue",
            _ => "no queue bound",
        };
        page.Append(CultureInfo.InvariantCulture, $"### {row.InFlight:N0} in flight, {row.Payload:N0} bytes, {queue}\n\n");
        page.Append("| | msg/s | × tracked | × limit | client CPU µs/msg | B/msg | p50 µs | p99 µs | RSS MB |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        double tracked = PerSecond(columns, ColumnNames.Tracked);
        double limit = PerSecond(columns, ColumnNames.Replay);
        foreach ((Cell cell, Measurement measured) in columns)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {ColumnNames.Title(cell.Column)} | {measured.PerSecond:N0} | {measured.PerSecond / tracked:0.00} | {measured.PerSecond / limit:0.00} ");
            page.Append(CultureInfo.InvariantCulture, $"| {measured.CpuMicroseconds:0.0} | {measured.Bytes:N0} | {Latency(measured.P50)} | {Latency(measured.P99)} | {measured.ResidentMegabytes:N0} |\n");
        }

        page.Append('\n');
    }

    private static double PerSecond(Results.Entry[] columns, string name) =>
        Array.Find(columns, entry => entry.Cell.Column == name)?.Measured.PerSecond ?? double.NaN;

    private static string Latency(double microseconds) => microseconds > 0 ? microseconds.ToString("N0", CultureInfo.InvariantCulture) : "–";
}
