using GoQueue.Generators.Analyzers.Usage;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace GoQueue.Generators.Tests.Analyzers.Usage;

/// <summary>Constants that become part of a routing key, where they make one that the publisher refuses.</summary>
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

    private static Task Published(string statements) => RuleTest.Of<InvalidPublishedMessageAnalyzer>(Events, InMethod(statements));

    private static Task Made(string statements) => RuleTest.Of<InvalidConstantMessageAnalyzer>(Events, InMethod(statements));

    private static string InMethod(string statements) => $$"""
        using GoQueue;
        using Shop.Events;
        public static class Calls
        {
            private const string Long =
                "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789" +
                "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789";

            public static async Task Run(IGoQueuePublisher publisher, string text, bool flag)
            {
                {{statements}}
                await Task.CompletedTask;
            }
        }
        """;

    [Theory]
    [InlineData("""await publisher.PublishCreatedAsync(new({|GQ5001:"a.*"|}));""")]
    [InlineData("""await publisher.PublishCreatedAsync(new({|GQ5001:"#"|}));""")]
    [InlineData("""await publisher.PublishCreatedAsync(new({|GQ5001:""|}));""")]
    [InlineData("""await publisher.PublishCreatedAsync(new({|GQ5001:string.Empty|}));""")]
    [InlineData("""await publisher.PublishCreatedAsync(new({|GQ5001:"a..b"|}));""")]
    [InlineData("""await publisher.PublishCreatedAsync(new({|GQ5001:"a."|}));""")]
    [InlineData("""await publisher.PublishCreatedAsync(new({|GQ5001:"a.b"|}));""")]
    [InlineData("""await publisher.PublishSparseAsync(new({|GQ5001:"a."|}));""")]
    [InlineData("""await publisher.PublishCreatedAsync(new({|GQ5001:"a\nb"|}));""")]
    [InlineData("""await publisher.PublishCreatedAsync(new({|GQ5001:"a\u2028b"|}));""")]
    [InlineData("""await publisher.PublishCreatedAsync(new({|GQ5001:"a\uD800b"|}));""")]
    [InlineData("""await publisher.PublishCreatedAsync(new({|GQ5001:Long|}));""")]
    [InlineData("""await publisher.PublishCreatedAsync(new("AT") { Country = {|GQ5001:"*"|} });""")]
    [InlineData("""await publisher.PublishCreatedAsync(new Created("AT") with { Country = {|GQ5001:"*"|} });""")]
    [InlineData("""await publisher.PublishCreatedBatchAsync([new({|GQ5001:"*"|}), new("AT")]);""")]
    [InlineData("""await publisher.PublishAsync(new Moved({|GQ5001:null|}, Kind.Small, 1));""")]
    [InlineData("""await publisher.PublishJoinedAsync(new({|GQ5001:"#"|}, ""));""")]
    [InlineData("""await publisher.PublishSparseAsync(new({|GQ5001:"*"|}));""")]
    public Task A_published_constant_that_breaks_the_routing_key_is_an_error(string statement) => Published(statement);

    [Theory]
    [InlineData("""var message = new Created({|GQ5002:"a.*"|});""")]
    [InlineData("""Moved message = new({|GQ5002:""|}, Kind.Small, 1);""")]
    [InlineData("""await publisher.PublishCreatedAsync(flag ? new("AT") : new({|GQ5002:"*"|}));""")]
    public Task Elsewhere_it_is_a_warning(string statement) => Made(statement);

    [Theory]
    [InlineData("""await publisher.PublishCreatedAsync(new("AT", "*.#"));""")] // no part of the key
    [InlineData("""await publisher.PublishPathedAsync(new("a.b"));""")] // further words are meant
    [InlineData("""await publisher.PublishCreatedAsync(new(text));""")]
    [InlineData("""await publisher.PublishCreatedAsync(new(1));""")] // another constructor
    [InlineData("""await publisher.PublishCreatedAsync(new("") { Country = text });""")] // overwritten
    [InlineData("""await publisher.PublishCreatedAsync(new Created("*") with { Country = text });""")]
    [InlineData("""await publisher.PublishCreatedAsync(new("AT") { Before = new("*") });""")] // not the message itself
    [InlineData("""await publisher.PublishMovedAsync(new("AT", Kind.Small, null));""")] // the word has a rest
    [InlineData("""await publisher.PublishMovedAsync(new("AT", (Kind)7, -1));""")]
    [InlineData("""await publisher.PublishJoinedAsync(new("", text));""")] // the other may fill the word
    [InlineData("""await publisher.PublishSparseAsync(new(""));""")] // empty words are meant
    [InlineData("""await publisher.PublishTrimmedAsync(new("*"));""")] // a re-declared property
    [InlineData("""await publisher.PublishPlacedAsync(new("*"));""")] // no template
    public async Task What_may_be_a_routing_key_is_left_alone(string statement)
    {
        await Published(statement);
        await Made(statement);
    }

    [Fact]
    public Task One_fault_of_a_value_is_enough() => Published("""await publisher.PublishRuledAsync(new({|GQ5001:""|}));""");

    [Fact]
    public Task Events_of_referenced_assemblies_are_judged() => RuleTest.With<InvalidPublishedMessageAnalyzer>(
        [RuleTest.Reference("Shop.Contracts", Events)], [], InMethod("""
            await publisher.PublishCreatedAsync(new({|GQ5001:"a.*"|}));
            await publisher.PublishMovedAsync(new({|GQ5001:""|}, Kind.Small, 1));
            await publisher.PublishTrimmedAsync(new("*"));
            """));

    [Fact]
    public async Task Tests_make_such_events_on_purpose()
    {
        var framework = RuleTest.Reference("xunit.v3.core", "public sealed class FactAttribute : Attribute;");
        await RuleTest.With<InvalidPublishedMessageAnalyzer>([framework], [], Events, InMethod("""await publisher.PublishCreatedAsync(new("*"));"""));
        await RuleTest.With<InvalidConstantMessageAnalyzer>([framework], [], Events, InMethod("""var message = new Created("*");"""));
    }

    [Fact]
    public Task The_action_is_said_and_the_value_is_not() => RuleTest.With<InvalidPublishedMessageAnalyzer>(
        [],
        [
            new DiagnosticResult(UsageDiagnostics.InvalidPublishedMessage)
                .WithSpan("/0/Test1.cs", 11, 49, 11, 54)
                .WithMessage("The value of 'Country' in the published 'Created' breaks its rule [RoutingKey]: The routing key 'order.{Country}.created' contains '*' or '#', which mean something in bindings only; the publisher would refuse the message, so give a value that keeps the rule"),
        ],
        Events,
        InMethod("""await publisher.PublishCreatedAsync(new("a.*"));"""));
}
