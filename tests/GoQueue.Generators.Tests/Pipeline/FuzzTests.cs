using System.Collections.Immutable;
using GoQueue.Generators.Pipeline;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace GoQueue.Generators.Tests.Pipeline;

/// <summary>Half-typed code: what an editor shows the generator and the analyzers between two key strokes.</summary>
public sealed class FuzzTests
{
    private const string Declarations = """"
        using GoQueue;
        using System.ComponentModel.DataAnnotations;
        namespace Shop.Events;

        [GoQueueEvent("users", "user.{Kind}.created", "1.0", Name = "Made", Priority = EventPriority.High)]
        public sealed partial record UserCreated([property: EmailAddress] string Email, [StringLength(100, MinimumLength = 1), Sensitive] string? Name, UserKind Kind, [Range(1, 10)] int Count = 1)
        {
            [EventHeader("tenant"), Required] public string Tenant { get; init; } = "";
            public IReadOnlyList<Line> Lines { get; init; } = [];
            public Dictionary<string, decimal>? Prices { get; set; }
        }

        public enum UserKind { Guest, Member }
        public readonly record struct Line(string Sku, int Quantity);

        public static partial class Orders { [GoQueueEvent(Topic = "o", Action = "o", Version = "2.0.1")] internal partial record struct Placed([OrderingKey] long Id); }
        [GoQueueCatalog] public static partial class All;

        public partial record Sent([StringLength(9)] string Code);
        [GoQueueEvent("s", "s", "1.0")] public sealed partial record SentTwice(string Code, int Times) : Sent(Code);
        """";

    private const string Calls = """"
        using GoQueue;
        using Shop.Events;
        namespace Shop.Calls;

        public static class Registration
        {
            public static async Task Run(IGoQueuePublisher publisher, CancellationToken token)
            {
                var made = new UserCreated("", null!, UserKind.Guest) with { Email = "x" };
                foreach (var i in new[] { 1, 2 }) await publisher.PublishOrdersPlacedAsync(new(i));
                publisher.PublishMadeBatchAsync([made]);
                var kept = publisher.PublishMadeAsync(new("not-an-email", "", UserKind.Member, 99) { Tenant = "" }, new PublishOptions { Headers = new Dictionary<string, object?> { ["goqueue-app-id"] = 1 } });
                await kept; await kept;
            }
        }
        """";

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. typeof(GoQueueGenerator).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    // All places take a minute of CPU: they are explicit tests.
    private const int Stride = 5;

    public static TheoryData<string> Samples => [nameof(Declarations), nameof(Calls)];

    [Theory]
    [MemberData(nameof(Samples))]
    public Task Source_that_ends_in_a_fifth_of_all_places_stops_neither_generator_nor_analyzers(string sample) =>
        SurvivesAsync(sample, EndsOf(sample).Where(static (_, place) => place % Stride == 0));

    [Theory(Explicit = true)]
    [MemberData(nameof(Samples))]
    public Task Source_that_ends_anywhere_stops_neither_generator_nor_analyzers(string sample) => SurvivesAsync(sample, EndsOf(sample));

    [Theory]
    [MemberData(nameof(Samples))]
    public Task Source_with_any_line_missing_stops_neither_generator_nor_analyzers(string sample)
    {
        var lines = TextOf(sample).Split('\n');
        return SurvivesAsync(sample, Enumerable.Range(0, lines.Length).Select(missing => string.Join('\n', lines.Where((_, i) => i != missing))));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public Task Source_with_one_of_a_fifth_of_its_tokens_missing_stops_neither_generator_nor_analyzers(string sample) =>
        SurvivesAsync(sample, WithoutTokensOf(sample).Where(static (_, place) => place % Stride == 0));

    [Theory(Explicit = true)]
    [MemberData(nameof(Samples))]
    public Task Source_with_any_token_missing_stops_neither_generator_nor_analyzers(string sample) => SurvivesAsync(sample, WithoutTokensOf(sample));

    [Theory]
    [InlineData("""[GoQueueEvent("a", "a", "1.0")] public partial record A(string Code) : A(Code);""")]
    [InlineData("""[GoQueueEvent("a", "a", "1.0")] public partial record A(string Code) : B(Code); [GoQueueEvent("b", "b", "1.0")] public partial record B(string Code) : A(Code);""")]
    [InlineData("""public record A<T>([property: System.ComponentModel.DataAnnotations.MaxLength(1)] string Code) : A<A<T>>(Code); [GoQueueEvent("b", "b", "1.0")] public partial record B(string Code) : A<int>(Code); public static class C { public static B Make() => new("xx"); }""")]
    public async Task A_record_that_derives_from_itself_stops_neither_generator_nor_analyzers(string source) =>
        Assert.Null(await FailureOfAsync(nameof(Declarations), [$"using GoQueue;\nnamespace Shop.Events;\n{source}"]));

    private static IEnumerable<string> EndsOf(string sample) => Enumerable.Range(0, TextOf(sample).Length).Select(length => TextOf(sample)[..length]);

    private static IEnumerable<string> WithoutTokensOf(string sample) =>
        CSharpSyntaxTree.ParseText(TextOf(sample), Sources.ParseOptions).GetRoot().DescendantTokens()
            .Where(static token => token.Span.Length > 0)
            .Select(token => TextOf(sample).Remove(token.SpanStart, token.Span.Length));

    private static string TextOf(string sample) => sample == nameof(Declarations) ? Declarations : Calls;

    /// <summary>
    /// Puts many sources into one compilation, each in a namespace of its own: one at a time would take minutes. What fails is then looked at alone.
    /// </summary>
    private static async Task SurvivesAsync(string sample, IEnumerable<string> sources)
    {
        foreach (var chunk in sources.Chunk(64))
        {
            if (await FailureOfAsync(sample, chunk) is not null)
            {
                foreach (var source in chunk)
                {
                    var failure = await FailureOfAsync(sample, [source]);
                    Assert.True(failure is null, $"{failure}\n{source}");
                }

                Assert.Fail(await FailureOfAsync(sample, chunk));
            }
        }
    }

    private static async Task<string?> FailureOfAsync(string sample, string[] sources)
    {
        var edited = sources.Select((source, i) => source.Replace($"namespace Shop.{(sample == nameof(Calls) ? "Calls" : "Events")};", $"namespace Shop.Edited{i};", StringComparison.Ordinal));
        var compilation = Sources.Compile(sample == nameof(Calls) ? [Declarations, .. edited] : [.. edited]);
        var driver = CSharpGeneratorDriver.Create([new GoQueueGenerator().AsSourceGenerator()], parseOptions: Sources.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        if (driver.GetRunResult().Results.Single().Exception is { } exception)
        {
            return exception.ToString();
        }

        var failures = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (thrown, analyzer, _) => failures.Add($"{analyzer.GetType().Name}: {thrown}"), concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        await output.WithAnalyzers(s_analyzers, options).GetAnalyzerDiagnosticsAsync();
        return failures.Count == 0 ? null : string.Join('\n', failures);
    }
}
