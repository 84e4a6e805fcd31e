using System.Reflection;
using GoQueue.Generators.CodeFixes;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace GoQueue.Generators.Tests.Analyzers.CodeFixes;

/// <summary>Every fix over two files, two findings in each: one by one, and by fix-all in document, project and solution.</summary>
public sealed class FixAllTests
{
    private static readonly string s_event = """
        using GoQueue;
        namespace Shop.Events;
        [GoQueueEvent("users", "user.created", "1.0")] public sealed partial record UserCreated(int Number);
        """;

    private readonly record struct Case(Func<Task> Run, Type Fix);

    private static readonly Dictionary<string, Case> s_cases = new(StringComparer.Ordinal)
    {
        ["GQ1001"] = Declarations<MakePartialFix>(DeclarationDiagnostics.NotPartial,
            """[GoQueueEvent("users", "{0}", "1.0")] public sealed record {{|GQ1001:{1}|}}(int Number);""",
            """[GoQueueEvent("users", "{0}", "1.0")] public sealed partial record {1}(int Number);"""),
        ["GQ1002"] = Declarations<MakePartialFix>(DeclarationDiagnostics.ContainerNotPartial,
            """public static class {{|GQ1002:Of{1}|}} {{ [GoQueueEvent("users", "{0}", "1.0")] public sealed partial record {1}(int Number); }}""",
            """public static partial class Of{1} {{ [GoQueueEvent("users", "{0}", "1.0")] public sealed partial record {1}(int Number); }}"""),
        ["GQ1005"] = Declarations<RepairActionFix>(DeclarationDiagnostics.WildcardInAction,
            """[GoQueueEvent("users", {{|GQ1005:"{0}.*"|}}, "1.0")] public sealed partial record {1}(int Number);""",
            """[GoQueueEvent("users", "{0}", "1.0")] public sealed partial record {1}(int Number);"""),
        ["GQ1006"] = Declarations<RepairActionFix>(DeclarationDiagnostics.EmptyWordInAction,
            """[GoQueueEvent("users", {{|GQ1006:"{0}..done"|}}, "1.0")] public sealed partial record {1}(int Number);""",
            """[GoQueueEvent("users", "{0}.done", "1.0")] public sealed partial record {1}(int Number);"""),
        ["GQ1007"] = Declarations<RepairVersionFix>(DeclarationDiagnostics.InvalidVersion,
            """[GoQueueEvent("users", "{0}", {{|GQ1007:"v2"|}})] public sealed partial record {1}(int Number);""",
            """[GoQueueEvent("users", "{0}", "2.0")] public sealed partial record {1}(int Number);"""),
        ["GQ1017"] = Declarations<SealFix>(DeclarationDiagnostics.NotSealed,
            """[GoQueueEvent("users", "{0}", "1.0")] public partial record {{|GQ1017:{1}|}}(int Number);""",
            """[GoQueueEvent("users", "{0}", "1.0")] public sealed partial record {1}(int Number);"""),
        ["GQ1018"] = Declarations<MakeReadOnlyFix>(DeclarationDiagnostics.Mutable,
            """[GoQueueEvent("users", "{0}", "1.0")] public sealed partial record {1} {{ public int Number {{ get; {{|GQ1018:set|}}; }} }}""",
            """[GoQueueEvent("users", "{0}", "1.0")] public sealed partial record {1} {{ public int Number {{ get; init; }} }}"""),
        ["GQ4007"] = Declarations<DeclareGeneratedRegexFix>(ValidationDiagnostics.RegexWithoutGeneratedRegex,
            """
            [GoQueueEvent("users", "{0}", "1.0")]
            public sealed partial record {1}([{{|GQ4007:System.ComponentModel.DataAnnotations.RegularExpression("[a-z]+")|}}] string Name);
            """,
            """
            [GoQueueEvent("users", "{0}", "1.0")]
            public sealed partial record {1}([System.ComponentModel.DataAnnotations.RegularExpression("[a-z]+")] string Name)
            {{
                [System.Text.RegularExpressions.GeneratedRegex("[a-z]+", System.Text.RegularExpressions.RegexOptions.None, 2000)]
                private static partial System.Text.RegularExpressions.Regex {{|CS8795:NamePattern|}}();
            }}
            """),
        ["GQ5003"] = Statements<AddAwaitFix>(UsageDiagnostics.UnawaitedPublish,
            "publisher.{|GQ5003:PublishUserCreatedAsync|}(new(1));",
            "await publisher.PublishUserCreatedAsync(new(1));"),
        ["GQ5006"] = Statements<ThrowIfAnyFailedFix>(UsageDiagnostics.DroppedBatchResult,
            "await publisher.{|GQ5006:PublishUserCreatedBatchAsync|}([new(1)]);",
            "(await publisher.PublishUserCreatedBatchAsync([new(1)])).ThrowIfAnyFailed();"),
        ["GQ5007"] = Statements<PassTokenFix>(UsageDiagnostics.TokenNotPassed,
            "await publisher.{|GQ5007:PublishUserCreatedAsync|}(new(1));",
            "await publisher.PublishUserCreatedAsync(new(1), cancellationToken: token);"),
        ["GQ5008"] = Statements<PublishBatchFix>(UsageDiagnostics.PublishInLoop,
            "foreach (var item in items) { await publisher.{|GQ5008:PublishUserCreatedAsync|}(item); }",
            "(await publisher.PublishUserCreatedBatchAsync(items)).ThrowIfAnyFailed();"),
        ["GQ5011"] = Statements<AwaitInsteadOfBlockingFix>(UsageDiagnostics.BlockedPublish,
            "var receipt = publisher.PublishUserCreatedAsync(new(1)).{|GQ5011:Result|};",
            "var receipt = await publisher.PublishUserCreatedAsync(new(1));"),
    };

    public static TheoryData<string> Ids => [.. s_cases.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Ids))]
    public Task All_findings_of_all_files_are_cured(string id) => s_cases[id].Run();

    [Fact]
    public void Every_fix_is_tried_with_every_id_that_it_cures()
    {
        var fixes = typeof(TextFixProvider).Assembly.GetTypes().Where(static type => type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null);
        var cured = fixes.SelectMany(static fix => ((CodeFixProvider)Activator.CreateInstance(fix)!).FixableDiagnosticIds.Select(id => (id, fix)));

        // Those of contracts need a contract file: ContractFixTests.
        cured = cured.Where(static pair => !pair.id.StartsWith("GQ6", StringComparison.Ordinal));

        Assert.Equal(cured.Order(Comparer<(string, Type)>.Create(static (a, b) => string.CompareOrdinal(a.Item1, b.Item1))), s_cases.OrderBy(static c => c.Key, StringComparer.Ordinal).Select(static c => (c.Key, c.Value.Fix)));
    }

    private static Case Declarations<TFix>(DiagnosticDescriptor rule, string before, string after)
        where TFix : CodeFixProvider, new()
    {
        return new Case(() => RuleTest.Fix<TFix>(rule, [File(before, 1), File(before, 2)], [File(after, 1), File(after, 2)]), typeof(TFix));

        static string File(string format, int file) => string.Join('\n', ["using GoQueue;", Declaration(format, $"{file}1"), Declaration(format, $"{file}2")]);

        static string Declaration(string format, string number) =>
            string.Format(System.Globalization.CultureInfo.InvariantCulture, format, $"user.done{number}", $"Event{number}");
    }

    private static Case Statements<TFix>(DiagnosticDescriptor rule, string before, string after)
        where TFix : CodeFixProvider, new()
    {
        return new Case(() => RuleTest.Fix<TFix>(rule, [File(before, 1), File(before, 2), s_event], [File(after, 1), File(after, 2), s_event]), typeof(TFix));

        static string File(string statement, int file) => $$"""
            using GoQueue;
            using Shop.Events;
            public static class Calls{{file}}
            {
                public static async Task First(IGoQueuePublisher publisher, List<UserCreated> items, CancellationToken token)
                {
                    {{statement}}
                    await Task.Yield();
                }

                public static async Task Second(IGoQueuePublisher publisher, List<UserCreated> items, CancellationToken token)
                {
                    {{statement}}
                    await Task.Yield();
                }
            }
            """;
    }
}
