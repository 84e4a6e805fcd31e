using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GoQueue.Throughput.Reporting;

/// <summary>
/// The tables of README.md and at the top of docs/performance.md, between two markers: a selection of the page's
/// figures. A test of the documentation compiles this file and compares the tables with the measurement.
/// </summary>
internal static class ReadmeTable
{
    /// <summary>The line above the table.</summary>
    public const string Start = "<!-- throughput: written by 'dotnet run -c Release --project benchmarks/GoQueue.Throughput -- readme', from docs/performance.md -->";

    /// <summary>The line below the table.</summary>
    public const string End = "<!-- /throughput -->";

    private static readonly string[] s_rows = ["1,000 in flight, 180 bytes, no queue bound", "1,000 in flight, 180 bytes, quorum queue", "1,000 in flight, 180 bytes, classic durable queue"];

    private static readonly string[] s_columns = ["GoQueue.Typed, whole pipeline", "RabbitMQ.Client, its own tracking", "MassTransit "];

    /// <summary>Returns README.md with the table of these measurements.</summary>
    /// <param name="readme">The text of README.md.</param>
    /// <param name="performance">The text of docs/performance.md.</param>
    /// <exception cref="InvalidOperationException">A marker, a table or a column is missing; the message names
    /// it.</exception>
    public static string Replace(string readme, string performance) => Replace("README.md", readme, Write(performance, s_rows));

    /// <summary>Returns docs/performance.md with the table at its top, which has one row more than README.md's.</summary>
    /// <param name="performance">The text of docs/performance.md.</param>
    /// <exception cref="InvalidOperationException">A marker, a table or a column is missing; the message names
    /// it.</exception>
    public static string ReplaceSummary(string performance) =>
        Replace("docs/performance.md", performance, Write(performance, [.. s_rows, "1 in flight, 180 bytes, no queue bound"]));

    private static string Replace(string name, string page, string table)
    {
        int start = page.IndexOf(Start, StringComparison.Ordinal);
        int end = page.IndexOf(End, StringComparison.Ordinal);
        return start >= 0 && end > start
            ? $"{page[..(start + Start.Length)]}\n{table}{page[end..]}"
            : throw new InvalidOperationException($"{name} has no place for the throughput table: add the lines '{Start}' and '{End}'.");
    }

    private static string Write(string performance, string[] rows)
    {
        string[][] tables = [.. rows.Select(row => ReadRow(performance, row))];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"| Confirmed messages per second | {string.Join(" | ", tables[0].Select(static cell => cell.Split('|')[0]))} |\n");
        text.Append("|---|--:|--:|--:|\n");
        foreach ((string name, string[] cells) in rows.Zip(tables))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", cells.Select(static cell => cell.Split('|')[1]))} |\n");
        }

        return text.ToString();
    }

    // The title and the figure of each column, divided by a bar.
    private static string[] ReadRow(string performance, string row)
    {
        int at = performance.IndexOf($"### {row}\n", StringComparison.Ordinal);
        if (at < 0)
        {
            throw new InvalidOperationException($"docs/performance.md has no table '{row}': measure that row.");
        }

        int next = performance.IndexOf("\n#", at + 1, StringComparison.Ordinal);
        string table = next < 0 ? performance[at..] : performance[at..next];
        return
        [
            .. s_columns.Select(column => Regex.Match(table, $@"^\| ({Regex.Escape(column)}[^|]*?) \| ([\d,]+) \|", RegexOptions.Multiline) is { Success: true } match
                ? $"{match.Groups[1].Value}|{match.Groups[2].Value}"
                : throw new InvalidOperationException($"The table '{row}' of docs/performance.md has no column '{column.Trim()}': measure it.")),
        ];
    }
}
