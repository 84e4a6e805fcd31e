using System.Text.RegularExpressions;
using GoQueue.Documentation.Tests.Markdown;
using Xunit;

namespace GoQueue.Documentation.Tests;

/// <summary>A reader finds each guide, question, exception and decision from its list.</summary>
public sealed class IndexTests
{
    private static readonly MarkdownPage s_index = MarkdownPage.Read("docs/index.md");

    [Fact]
    public void The_index_links_each_guide()
    {
        IEnumerable<string> guides = Repository.Pages
            .Where(static page => page.StartsWith("docs/", StringComparison.Ordinal) && page.Count(static sign => sign == '/') == 1 && page != s_index.Path)
            .Select(static page => page["docs/".Length..]);

        Assert.Subset(s_index.Links.Select(static link => link.Split('#')[0]).ToHashSet(StringComparer.Ordinal), guides.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void The_index_answers_25_questions_with_one_click_each()
    {
        List<string> questions = [.. s_index.Text.Split('\n').Where(static line => line.StartsWith("| … ", StringComparison.Ordinal))];

        Assert.True(questions.Count >= 25, $"{questions.Count} questions");
        Assert.All(questions, static question => Assert.Contains("](", question, StringComparison.Ordinal));
    }

    [Fact]
    public void The_guide_to_publishing_lists_each_exception()
    {
        string page = MarkdownPage.Read("docs/publishing.md").Text;
        IEnumerable<Type> exceptions = new[] { typeof(PublishException).Assembly, typeof(GoQueuePublisher).Assembly }
            .SelectMany(static assembly => assembly.GetExportedTypes())
            .Where(static type => type.IsAssignableTo(typeof(Exception)));

        Assert.All(exceptions, type => Assert.Contains($"`{type.Name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_list_of_decisions_has_each_decision_with_its_title()
    {
        string[] listed = [.. MarkdownPage.Read("docs/decisions/README.md").Text.Split('\n').Where(static line => line.StartsWith("| [", StringComparison.Ordinal))];
        IEnumerable<string> rows = Repository.Pages
            .Where(static page => page.StartsWith("docs/decisions/0", StringComparison.Ordinal))
            .Select(static page => (File: Path.GetFileName(page), Title: MarkdownPage.Read(page).Text.Split('\n')[0]))
            .Select(static decision => $"| [{int.Parse(decision.File[..4], System.Globalization.CultureInfo.InvariantCulture)}]({decision.File}) | {Regex.Replace(decision.Title, @"^# \d+[.:]? ", "")} |");

        Assert.Equal(rows.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }
}
