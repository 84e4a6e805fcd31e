using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Pipeline;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace GoQueue.Generators.Tests.Diagnostics;

/// <summary>The lists of rules (descriptors, analyzers, release notes, pages, tests, fixes) agree with each other.</summary>
[Covers(typeof(DeclarationDiagnostics))]
[Covers(typeof(JsonDiagnostics))]
[Covers(typeof(RoutingDiagnostics))]
[Covers(typeof(UsageDiagnostics))]
[Covers(typeof(ValidationDiagnostics))]
public sealed class RuleListTests
{
    private static readonly DiagnosticDescriptor[] s_declared =
    [
        .. typeof(GoQueueGenerator).Assembly.GetTypes()
            .Where(type => type.Namespace == "GoQueue.Generators.Diagnostics")
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(field => field.GetValue(null))
            .OfType<DiagnosticDescriptor>()
            .OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    private static readonly DiagnosticAnalyzer[] s_analyzers =
    [
        .. typeof(GoQueueGenerator).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsSubclassOf(typeof(DiagnosticSuppressor)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    public static TheoryData<string> Ids => [.. s_declared.Select(rule => rule.Id)];

    [Fact]
    public void Ids_are_unique_and_in_a_known_range()
    {
        Assert.Equal(s_declared.Length, s_declared.DistinctBy(rule => rule.Id).Count());
        Assert.All(s_declared, rule => Assert.Matches("^GQ[0-6][0-9]{3}$", rule.Id));
        string[] categories = ["SetUp", "Declaration", "Schema", "Json", "Validation", "Usage", "Contracts"];
        Assert.All(s_declared, rule => Assert.Equal($"GoQueue.{categories[rule.Id[2] - '0']}", rule.Category));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_rule_is_reported_by_exactly_one_analyzer(string id) =>
        Assert.Single(s_analyzers, analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.Id == id));

    [Fact]
    public void Each_analyzer_is_found_by_the_compiler() =>
        Assert.All(s_analyzers, analyzer => Assert.NotNull(analyzer.GetType().GetCustomAttribute<DiagnosticAnalyzerAttribute>()));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_rule_links_to_its_page(string id)
    {
        var rule = s_declared.Single(rule => rule.Id == id);
        Assert.EndsWith($"/docs/rules/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);

        var page = Repository.Read("docs", "rules", id + ".md");

        Assert.StartsWith($"# {id}: {rule.Title.ToString(CultureInfo.InvariantCulture)}\n", page, StringComparison.Ordinal);
        Assert.Contains($"| {rule.Category} | {rule.DefaultSeverity} |", page, StringComparison.Ordinal);
        string[] headings = ["## Cause", "## Bad", "## Good"];
        Assert.All(headings, heading => Assert.Contains($"\n{heading}\n", page, StringComparison.Ordinal));
    }

    [Fact]
    public void No_message_guesses_the_article_of_what_it_names() =>
        Assert.All(s_declared, rule => Assert.DoesNotMatch(@"\ban? '\{\d\}'", rule.MessageFormat.ToString(CultureInfo.InvariantCulture)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_message_names_fault_and_cure_in_one_sentence(string id)
    {
        var message = s_declared.Single(rule => rule.Id == id).MessageFormat.ToString(CultureInfo.InvariantCulture);

        // What is wrong with a text differs from case to case, and so does the cure: the parser says both.
        Assert.True(message.Contains("; ", StringComparison.Ordinal) || message.EndsWith('}'), message);
        Assert.DoesNotContain(". ", message, StringComparison.Ordinal);
        Assert.False(message.EndsWith('.'), message);
    }

    [Fact]
    public void There_is_no_page_of_a_rule_that_does_not_exist() =>
        Assert.Equal(
            s_declared.Select(rule => rule.Id),
            Directory.EnumerateFiles(Repository.PathOf("docs", "rules"), "GQ*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Fact]
    public void The_release_notes_list_each_rule_with_its_severity()
    {
        var lines = Repository.Read("src", "GoQueue.Generators", "AnalyzerReleases.Shipped.md") + Repository.Read("src", "GoQueue.Generators", "AnalyzerReleases.Unshipped.md");

        var listed = Regex.Matches(lines, @"^(GQ\d{4}) \| (\S+) \| (\S+) \| ", RegexOptions.Multiline)
            .Select(match => $"{match.Groups[1]} {match.Groups[2]} {match.Groups[3]}").Order(StringComparer.Ordinal);

        Assert.Equal(s_declared.Select(rule => $"{rule.Id} {rule.Category} {rule.DefaultSeverity}"), listed);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_rule_has_a_test(string id)
    {
        var name = s_declared.Single(rule => rule.Id == id);
        var field = typeof(GoQueueGenerator).Assembly.GetTypes().SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public)).First(f => ReferenceEquals(f.FieldType == typeof(DiagnosticDescriptor) ? f.GetValue(null) : null, name));
        var tests = Directory.EnumerateFiles(Repository.PathOf("tests", "GoQueue.Generators.Tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains(".verified.", StringComparison.Ordinal) && !file.Contains(Path.Combine("obj", ""), StringComparison.Ordinal));

        Assert.Contains(tests.Select(File.ReadAllText), text =>
            text.Contains("{|" + id + ":", StringComparison.Ordinal)
            || text.Contains($"\"{id}\"", StringComparison.Ordinal)
            || text.Contains($"new DiagnosticResult({field.DeclaringType!.Name}.{field.Name})", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_fix_fixes_rules_that_exist_can_fix_all_and_is_on_the_pages()
    {
        var fixes = typeof(global::GoQueue.Generators.CodeFixes.MakePartialFix).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)
            .ToArray();
        var fixable = fixes.SelectMany(fix => fix.FixableDiagnosticIds).ToHashSet(StringComparer.Ordinal);

        Assert.All(fixes, fix =>
        {
            Assert.NotNull(fix.GetFixAllProvider());
            Assert.NotNull(fix.GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>());
        });
        Assert.All(s_declared, rule => Assert.Equal(
            fixable.Contains(rule.Id),
            !Repository.Read("docs", "rules", rule.Id + ".md").Contains($"| {rule.DefaultSeverity} | no |", StringComparison.Ordinal)));
        Assert.Subset(s_declared.Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal), fixable);
    }
}
