using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing.Values;
using GoQueue.Generators.Tests.Harness;
using Xunit;

namespace GoQueue.Generators.Tests.Analyzers.Declaration;

/// <summary>Types that [GoQueueValue] cannot be true of, and types that it could be put on.</summary>
[Covers(typeof(ValueParser))]
public sealed class ValueRuleTests
{
    [Theory]
    [InlineData("[{|GQ1026:GoQueueValue|}] public readonly record struct Id(Guid A, int B);")]
    [InlineData("[{|GQ1026:GoQueueValue|}] public readonly record struct Id(DateTime Value);")]
    [InlineData("[{|GQ1026:GoQueueValue|}] public readonly record struct Id(Guid? Value);")]
    [InlineData("[{|GQ1026:GoQueueValue|}] public readonly record struct Id(DayOfWeek Value);")]
    [InlineData("[{|GQ1026:GoQueueValue|}] public readonly record struct Id(double Value);")]
    [InlineData("[{|GQ1026:GoQueueValue|}] public readonly struct Id;")]
    [InlineData("[{|GQ1026:GoQueueValue|}] public struct Id { public Guid Value { get; set; } }")]
    [InlineData("[{|GQ1026:GoQueueValue|}] public struct Id { public Id(string value) => Value = default; public Guid Value { get; } }")]
    [InlineData("[{|GQ1026:GoQueueValue|}] public struct Id { private Id(Guid value) => Value = value; public Guid Value { get; } public static Id Of(Guid value) => new(value); }")]
    [InlineData("[{|GQ1026:GoQueueValue|}] public struct Id { public Id(Guid value) => Value = value; public Guid Value { private get; set; } }")]
    [InlineData("[{|GQ1026:GoQueueValue|}] public struct Id { public Id(Guid value) => Value = value; public Guid Value { set { } } }")]
    [InlineData("[{|GQ1026:GoQueueValue|}] public readonly record struct Id(Guid Value) { private readonly int _more = 1; public int More() => _more; }")]
    [InlineData("[{|GQ1026:GoQueueValue|}] [System.Text.Json.Serialization.JsonConverter(typeof(object))] public readonly record struct Id(Guid Value);")]
    [InlineData("[{|GQ1026:GoQueueValue(typeof(int))|}] public readonly record struct Id(Guid Value);")]
    [InlineData("[{|GQ1026:GoQueueValue|}] [GoQueueEvent(\"t\", \"a\", \"1.0\")] public readonly partial record struct Id(Guid Value);")]
    [InlineData("[{|GQ1026:GoQueueValue|}] public readonly partial record struct Id([Sensitive] string Value);")]
    [InlineData("[{|GQ1026:GoQueueValue|}, Encrypted] public readonly partial record struct Id(string Value);")]
    [InlineData("[{|GQ1026:GoQueueValue|}] public struct Id { public Id(string value) => Value = value; public required string Value { get; init; } }")]
    [InlineData("[assembly: {|GQ1026:GoQueueValue(typeof(Id))|}] public sealed record Id(Guid Value);")]
    [InlineData("[assembly: {|GQ1026:GoQueueValue(typeof(DateTime))|}]")]
    [InlineData("[assembly: {|GQ1026:GoQueueValue|}]")]
    public Task A_type_without_exactly_one_value_is_found(string declaration) => RuleTest.Of(DeclarationDiagnostics.InvalidValue, "using GoQueue; " + declaration);

    [Theory]
    [InlineData("[GoQueueValue] public readonly record struct Id(Guid Value);")]
    [InlineData("[GoQueueValue] public record struct Id(decimal Value) { public static Id None => default; public override string ToString() => \"\"; }")]
    [InlineData("[GoQueueValue] public readonly struct Id : IComparable<Id> { internal Id(string text) => Text = text; internal string Text { get; } public int CompareTo(Id other) => 0; }")]
    [InlineData("[assembly: GoQueueValue(typeof(Id))] public readonly record struct Id(Guid Value);")]
    [InlineData("[assembly: GoQueueValue(typeof(Id<>))] public readonly record struct Id<T>(Guid Value);")]
    public Task A_type_with_one_value_is_left_alone(string declaration) => RuleTest.Of(DeclarationDiagnostics.InvalidValue, "using GoQueue; " + declaration);

    [Fact]
    public Task A_type_that_fits_is_suggested_for_keys_and_headers() => RuleTest.Of(DeclarationDiagnostics.ValueSuggested, """
        using GoQueue;
        public readonly record struct Id(Guid Value);
        public readonly record struct Two(Guid A, Guid B);
        [GoQueueEvent("t", "order.{|GQ1027:{Id}|}", "1.0")] public sealed partial record A(Id Id);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record B([{|GQ1027:OrderingKey|}] Id Id, [{|GQ1027:EventHeader("x-id")|}] Id? Other, [EventHeader("x-two")] Two Two, Id Body);
        """);
}
