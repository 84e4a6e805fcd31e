using System.Text.RegularExpressions;

namespace GoQueue.Core.Tests.Diagnostics;

/// <summary>The names in docs/telemetry.md, section by section.</summary>
internal static partial class TelemetryPage
{
    private static readonly string s_text = File.ReadAllText(Repository.File("docs", "telemetry.md"));

    /// <summary>The text of one section, up to the next of its level.</summary>
    public static string Section(string title)
    {
        var start = s_text.IndexOf($"\n## {title}\n", StringComparison.Ordinal);
        Xunit.Assert.True(start >= 0, $"docs/telemetry.md has no section '{title}'.");
        var end = s_text.IndexOf("\n## ", start + 4, StringComparison.Ordinal);
        return end < 0 ? s_text[start..] : s_text[start..end];
    }

    /// <summary>The first columns of a section's tables, without quotes, each name by itself.</summary>
    public static IEnumerable<string> FirstColumn(string section) => Rows(section).SelectMany(row => Names(row[0]));

    public static IEnumerable<string> PrometheusNames() => Rows(Section("Metrics")).Where(row => row.Length > 3).SelectMany(row => Names(row[3]).Take(1));

    /// <summary>What stands between backquotes.</summary>
    public static IEnumerable<string> Names(string text) => Quoted().Matches(text).Select(match => match.Groups[1].Value);

    public static IEnumerable<string[]> Rows(string section) => section.Split('\n')
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("|--", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split(" | "));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
