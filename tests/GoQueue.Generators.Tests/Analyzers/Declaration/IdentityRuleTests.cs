using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace GoQueue.Generators.Tests.Analyzers.Declaration;

[Covers<EventAttribute>]
[Covers(typeof(IdentityParser))]
public sealed class IdentityRuleTests
{
    // 85 characters of three bytes each: the length that counts is that of the UTF-8.
    private static readonly string s_longest = new('€', 85);

    [Fact]
    public Task The_topic_has_1_to_255_bytes() => RuleTest.Of(DeclarationDiagnostics.InvalidTopic, $$"""
        using GoQueue;
        [GoQueueEvent({|GQ1003:""|}, "a", "1.0")] public sealed partial record Empty;
        [GoQueueEvent({|GQ1003:"{{s_longest}}x"|}, "a", "1.0")] public sealed partial record TooLong;
        [GoQueueEvent(Topic = {|GQ1003:""|}, Action = "b", Version = "1.0")] public sealed partial record Named;
        [GoQueueEvent({|GQ1003:"t\r\n"|}, "e", "1.0")] public sealed partial record TwoLines;
        [GoQueueEvent({|GQ1003:"t\u0085"|}, "f", "1.0")] public sealed partial record NextLine;
        [GoQueueEvent({|GQ1003:"t\u2028"|}, "g", "1.0")] public sealed partial record LineSeparator;
        [GoQueueEvent({|GQ1003:"t\uD800"|}, "h", "1.0")] public sealed partial record HalfPair;
        [GoQueueEvent("t\uD83D\uDE00", "i", "1.0")] public sealed partial record WholePair;
        [GoQueueEvent("{{s_longest}}", "c", "1.0")] public sealed partial record Longest;
        [GoQueueEvent(Action = "d", Version = "1.0")] public sealed partial record OfThePublisher;
        """);

    [Fact]
    public Task The_action_has_1_to_255_bytes() => RuleTest.Of(DeclarationDiagnostics.InvalidAction, $$"""
        using GoQueue;
        [GoQueueEvent("t", {|GQ1004:""|}, "1.0")] public sealed partial record Empty;
        [GoQueueEvent("t", {|GQ1004:"{{s_longest}}x"|}, "1.0")] public sealed partial record TooLong;
        [{|GQ1004:GoQueueEvent(Topic = "t", Version = "1.0")|}] public sealed partial record Missing;
        [GoQueueEvent("t", {|GQ1004:null!|}, "1.0")] public sealed partial record Null;
        [{|GQ1004:GoQueueEvent|}] public sealed partial record Bare;
        [GoQueueEvent("t", {|GQ1004:"user\tcreated"|}, "1.0")] public sealed partial record Tabbed;
        [GoQueueEvent("t", {|GQ1004:"user.{Name}\u007f"|}, "1.0")] public sealed partial record Bound(string Name);
        [GoQueueEvent("t", {|GQ1004:"user\uDC00"|}, "1.0")] public sealed partial record HalfPair;
        [GoQueueEvent("t", {|GQ1004:"{LongNameOfAMember}.{{s_longest[..80]}}"|}, "1.0")] public sealed partial record LongTemplate(string LongNameOfAMember);
        [GoQueueEvent("t", "{{s_longest}}", "1.0")] public sealed partial record Longest;
        """);

    [Fact]
    public Task An_action_has_no_wildcards() => RuleTest.Of(DeclarationDiagnostics.WildcardInAction, """
        using GoQueue;
        [GoQueueEvent("t", {|GQ1005:"user.*"|}, "1.0")] public sealed partial record Star;
        [GoQueueEvent("t", {|GQ1005:"#"|}, "1.0")] public sealed partial record Hash;
        [GoQueueEvent(version: "1.0", topic: "t", action: {|GQ1005:"user#"|})] public sealed partial record Reordered;
        [GoQueueEvent("t", "user.created", "1.0", Action = {|GQ1005:"a.*"|})] public sealed partial record Overridden;
        [GoQueueEvent("t", "user.created", "1.0")] public sealed partial record Fine;
        """);

    [Theory]
    [InlineData(".user")]
    [InlineData("user.")]
    [InlineData("user..created")]
    [InlineData(".")]
    public Task An_action_has_no_empty_words(string action) => RuleTest.Of(DeclarationDiagnostics.EmptyWordInAction, $$"""
        using GoQueue;
        [GoQueueEvent("t", {|GQ1006:"{{action}}"|}, "1.0")] public sealed partial record Bad;
        [GoQueueEvent("t", "user", "1.0")] public sealed partial record OneWord;
        """);

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("v1.0")]
    [InlineData("1.0.0.0")]
    [InlineData("01.0")]
    [InlineData("1.00")]
    [InlineData("1.-1")]
    [InlineData("1.0-beta")]
    [InlineData(" 1.0")]
    [InlineData("1.٣")]
    [InlineData("1.99999999999")]
    public Task A_malformed_version_is_refused(string version) => RuleTest.Of(DeclarationDiagnostics.InvalidVersion, $$"""
        using GoQueue;
        [GoQueueEvent("t", "a", {|GQ1007:"{{version}}"|})] public sealed partial record Bad;
        """);

    [Fact]
    public Task A_missing_version_is_refused() => RuleTest.Of(DeclarationDiagnostics.InvalidVersion, """
        using GoQueue;
        [{|GQ1007:GoQueueEvent(Topic = "t", Action = "a")|}] public sealed partial record Missing;
        [GoQueueEvent("t", "a", {|GQ1007:null!|})] public sealed partial record Null;
        """);

    [Theory]
    [InlineData("1.0")]
    [InlineData("0.1")]
    [InlineData("10.20.30")]
    public Task A_version_has_two_or_three_numbers(string version) => RuleTest.Of(DeclarationDiagnostics.InvalidVersion, $$"""
        using GoQueue;
        [GoQueueEvent("t", "a", "{{version}}")] public sealed partial record Good;
        """);

    [Fact]
    public Task The_brokers_own_prefix_is_a_warning() => RuleTest.Of(DeclarationDiagnostics.ReservedTopic, """
        using GoQueue;
        [GoQueueEvent({|GQ1008:"amq.topic"|}, "a", "1.0")] public sealed partial record Reserved;
        [GoQueueEvent("amqp.topic", "a", "1.0")] public sealed partial record Fine;
        """);

    [Fact]
    public Task A_topic_has_no_wildcards() => RuleTest.Of(DeclarationDiagnostics.WildcardInTopic, """
        using GoQueue;
        [GoQueueEvent({|GQ1024:"users.*"|}, "a", "1.0")] public sealed partial record Star;
        [GoQueueEvent(Topic = {|GQ1024:"#"|}, Action = "b", Version = "1.0")] public sealed partial record Hash;
        [GoQueueEvent("users", "c", "1.0")] public sealed partial record Fine;
        """);

    [Fact]
    public Task A_text_of_several_lines_is_said_on_one() => RuleTest.With(DeclarationDiagnostics.InvalidVersion,
        [],
        [
            new DiagnosticResult(DeclarationDiagnostics.InvalidVersion)
                .WithSpan("/0/Test0.cs", 2, 25, 2, 32)
                .WithMessage("The version of 'UserCreated' is \"1.0\\n\"; write major.minor or major.minor.patch without leading zeros, as \"1.0\""),
        ],
        """
        using GoQueue;
        [GoQueueEvent("t", "a", "1.0\n")] public sealed partial record UserCreated;
        """);

    [Fact]
    public Task A_name_must_be_an_identifier() => RuleTest.Of(DeclarationDiagnostics.InvalidName, """
        using GoQueue;
        [GoQueueEvent("t", "a", "1.0", Name = {|GQ1022:"User Created"|})] public sealed partial record Bad;
        [GoQueueEvent("t", "b", "1.0", Name = {|GQ1022:""|})] public sealed partial record Empty;
        [GoQueueEvent("t", "c", "1.0", Name = "Created")] public sealed partial record Good;
        """);
}
