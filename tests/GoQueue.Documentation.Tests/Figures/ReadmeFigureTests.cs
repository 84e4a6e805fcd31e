using GoQueue.Throughput.Reporting;
using Xunit;

namespace GoQueue.Documentation.Tests.Figures;

/// <summary>README's figures are those of docs/performance.md.</summary>
public sealed class ReadmeFigureTests
{
    private static readonly string s_readme = Read("README.md");
    private static readonly string s_performance = Read("docs/performance.md");

    [Fact]
    public void The_readme_has_the_figures_of_the_performance_page() => Assert.Equal(ReadmeTable.Replace(s_readme, s_performance), s_readme);

    [Fact]
    public void The_performance_page_begins_with_its_own_figures() => Assert.Equal(ReadmeTable.ReplaceSummary(s_performance), s_performance);

    [Fact]
    public void The_readme_compares_the_whole_pipeline_with_the_peers()
    {
        string table = s_readme[s_readme.IndexOf(ReadmeTable.Start, StringComparison.Ordinal)..s_readme.IndexOf(ReadmeTable.End, StringComparison.Ordinal)];

        Assert.Contains("whole pipeline", table, StringComparison.Ordinal);
        Assert.DoesNotContain("encoded body", table, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_measurement_changes_the_readme_and_nothing_else_in_it()
    {
        string measured = s_performance.Replace("\n| GoQueue.Typed, whole pipeline | ", "\n| GoQueue.Typed, whole pipeline | 9", StringComparison.Ordinal);

        string changed = ReadmeTable.Replace(s_readme, measured);

        Assert.NotEqual(s_readme, changed);
        Assert.Equal(s_readme, ReadmeTable.Replace(changed, s_performance));
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Contains("README.md has no place for the throughput table", Fault("# A page", s_performance), StringComparison.Ordinal);
        Assert.Contains("docs/performance.md has no table '1,000 in flight, 180 bytes, no queue bound'", Fault(s_readme, "# A page"), StringComparison.Ordinal);
        Assert.Contains("has no column 'MassTransit'", Fault(s_readme, s_performance.Replace("| MassTransit", "| Mass", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static string Fault(string readme, string performance) => Assert.Throws<InvalidOperationException>(() => ReadmeTable.Replace(readme, performance)).Message;

    private static string Read(string page) => File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n");
}
