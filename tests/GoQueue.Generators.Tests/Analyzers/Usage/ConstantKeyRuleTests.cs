using GoQueue.Generators.Analyzers.Usage;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace GoQueue.Generators.Tests.Analyzers.Usage;

/// <summary>Constants that become part of a routing key, where they make one that the publisher refuses.</summary>
[Covers<ReservedHeaderAnalyzer>]
public sealed class ConstantKeyRuleTests
{
    private const string Events = """
        using System.ComponentModel.DataAnnotations;
        using GoQueue;
        namespace Shop.Events;

        public enum Kind { Small, Large }

        [GoQueueEvent("orders", "order.{Country}.created", "1.0")]
        public sealed partial record Created(string Country, string Note = "")
        {
            public Created(int number) : this("AT") { }
            public Created? Before { get; init; }
        }

        [GoQueueEvent("orders", "order.{Country}.{Kind}-{Number}.moved", "1.0", Validate = false)]
        public readonly partial record struct Moved(string? Country, Kind Kind, int? Number);

        [GoQueueEvent("orders", "{First}{Second}", "1.0")]
        public sealed partial record Joined(string First, string Second);

        [GoQueueEvent("orders", "order.{Country}", "1.0", AllowEmptyWords = true)]
        public sealed partial record Sparse(string? Country);

        [GoQueueEvent("orders", "order.{Path}.pathed", "1.0", AllowDotsInValues = true)]
        public sealed partial record Pathed(string Path);

        [GoQueueEvent("orders", "order.{Country}.ruled", "1.0")]
        public sealed partial record Ruled([StringLength(2, MinimumLength = 1)] string Country);

        [GoQueueEvent("orders", "order.{Country}.trimmed", "1.0")]
        public sealed partial record Trimmed(string Country)
        {
            public string Country { get; init; } = Country.Trim('*');
        }

        [GoQueueEvent("orders", "order.placed", "1.0")]
        public sealed partial record Placed(string Country);
        """;

    private static Task Published(params string[] statements) => RuleTest.Of(UsageDiagnostics.InvalidPublishedMessage, Events, InMethod(statements));

    private static Task Made(params string[] statements) => RuleTest.Of(UsageDiagnostics.InvalidConstantMessage, Events, InMethod(statements));

    // A method for each statement, in one compilation.
    private static string InMethod(params string[] statements) => $$"""
        using GoQueue;
        using Shop.Events;
        public static class Calls
        {
            private const string Long =
                "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789" +
                "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789";

        {{string.Join("\n", statements.Select(Method))}}
        }
        """;

    private static string Method(string statements, int i) => $$"""
            public static async Task Run{{i}}(IGoQueuePublisher publisher, string text, bool flag)
            {
                {{statements}}
                await Task.CompletedTask;
            }
        """;

    [Fact]
    public Task A_published_constant_that_breaks_the_routing_key_is_an_error() => Published(
        """await publisher.PublishCreatedAsync(new({|GQ5001:"a.*"|}));""",
        """await publisher.PublishCreatedAsync(new({|GQ5001:"#"|}));""",
        """await publisher.PublishCreatedAsync(new({|GQ5001:""|}));""",
        """await publisher.PublishCreatedAsync(new({|GQ5001:string.Empty|}));""",
        """await publisher.PublishCreatedAsync(new({|GQ5001:"a..b"|}));""",
        """await publisher.PublishCreatedAsync(new({|GQ5001:"a."|}));""",
        """await publisher.PublishCreatedAsync(new({|GQ5001:"a.b"|}));""",
        """await publisher.PublishSparseAsync(new({|GQ5001:"a."|}));""",
        """await publisher.PublishCreatedAsync(new({|GQ5001:"a\nb"|}));""",
        """await publisher.PublishCreatedAsync(new({|GQ5001:"a\u2028b"|}));""",
        """await publisher.PublishCreatedAsync(new({|GQ5001:"a\uD800b"|}));""",
        """await publisher.PublishCreatedAsync(new({|GQ5001:Long|}));""",
        """await publisher.PublishCreatedAsync(new("AT") { Country = {|GQ5001:"*"|} });""",
        """await publisher.PublishCreatedAsync(new Created("AT") with { Country = {|GQ5001:"*"|} });""",
        """await publisher.PublishCreatedBatchAsync([new({|GQ5001:"*"|}), new("AT")]);""",
        """await publisher.PublishAsync(new Moved({|GQ5001:null|}, Kind.Small, 1));""",
        """await publisher.PublishJoinedAsync(new({|GQ5001:"#"|}, ""));""",
        """await publisher.PublishSparseAsync(new({|GQ5001:"*"|}));""");

    [Fact]
    public Task Elsewhere_it_is_a_warning() => Made(
        """var message = new Created({|GQ5002:"a.*"|});""",
        """Moved message = new({|GQ5002:""|}, Kind.Small, 1);""",
        """await publisher.PublishCreatedAsync(flag ? new("AT") : new({|GQ5002:"*"|}));""");

    [Fact]
    public async Task What_may_be_a_routing_key_is_left_alone()
    {
        string[] statements =
        [
            """await publisher.PublishCreatedAsync(new("AT", "*.#"));""", // no part of the key
            """await publisher.PublishPathedAsync(new("a.b"));""", // further words are meant
            """await publisher.PublishCreatedAsync(new(text));""",
            """await publisher.PublishCreatedAsync(new(1));""", // another constructor
            """await publisher.PublishCreatedAsync(new("") { Country = text });""", // overwritten
            """await publisher.PublishCreatedAsync(new Created("*") with { Country = text });""",
            """await publisher.PublishCreatedAsync(new("AT") { Before = new("*") });""", // not the message itself
            """await publisher.PublishMovedAsync(new("AT", Kind.Small, null));""", // the word has a rest
            """await publisher.PublishMovedAsync(new("AT", (Kind)7, -1));""",
            """await publisher.PublishJoinedAsync(new("", text));""", // the other may fill the word
            """await publisher.PublishSparseAsync(new(""));""", // empty words are meant
            """await publisher.PublishTrimmedAsync(new("*"));""", // a re-declared property
            """await publisher.PublishPlacedAsync(new("*"));""", // no template
        ];
        await Published(statements);
        await Made(statements);
    }

    [Fact]
    public Task One_fault_of_a_value_is_enough() => Published("""await publisher.PublishRuledAsync(new({|GQ5001:""|}));""");

    [Fact]
    public Task Events_of_referenced_assemblies_are_judged() => RuleTest.With(UsageDiagnostics.InvalidPublishedMessage,
        [RuleTest.Reference("Shop.Contracts", Events)], [], InMethod("""
            await publisher.PublishCreatedAsync(new({|GQ5001:"a.*"|}));
            await publisher.PublishMovedAsync(new({|GQ5001:""|}, Kind.Small, 1));
            await publisher.PublishTrimmedAsync(new("*"));
            """));

    [Fact]
    public async Task Tests_make_such_events_on_purpose()
    {
        var framework = RuleTest.Reference("xunit.v3.core", "public sealed class FactAttribute : Attribute;");
        await RuleTest.With(UsageDiagnostics.InvalidPublishedMessage, [framework], [], Events, InMethod("""await publisher.PublishCreatedAsync(new("*"));"""));
        await RuleTest.With(UsageDiagnostics.InvalidConstantMessage, [framework], [], Events, InMethod("""var message = new Created("*");"""));
    }

    [Fact]
    public Task The_action_is_said_and_the_value_is_not() => RuleTest.With(UsageDiagnostics.InvalidPublishedMessage,
        [],
        [
            new DiagnosticResult(UsageDiagnostics.InvalidPublishedMessage)
                .WithSpan("/0/Test1.cs", 11, 49, 11, 54)
                .WithMessage("The value of 'Country' in the published 'Created' breaks its rule [RoutingKey]: The routing key 'order.{Country}.created' contains '*' or '#', which mean something in bindings only; the publisher would refuse the message, so give a value that keeps the rule"),
        ],
        Events,
        InMethod("""await publisher.PublishCreatedAsync(new("a.*"));"""));
}
