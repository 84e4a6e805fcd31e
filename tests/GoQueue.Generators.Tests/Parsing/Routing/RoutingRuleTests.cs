using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing.Routing;
using GoQueue.Generators.Parsing.Validation;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace GoQueue.Generators.Tests.Parsing.Routing;

/// <summary>What is wrong with what members do outside of the body, each by its analyzer.</summary>
[Covers(typeof(MemberText))]
[Covers<LibraryAttributes>]
[Covers(typeof(RoutingParser))]
public sealed class RoutingRuleTests
{
    [Fact]
    public Task Braces_name_members() => Run(RoutingDiagnostics.TemplateSyntax, """
        [GoQueueEvent("t", "a.{|GQ4101:{|}A", "1.0")] public sealed partial record Open(string A);
        [GoQueueEvent("t", "a.A{|GQ4101:}|}", "1.0")] public sealed partial record Close(string A);
        [GoQueueEvent("t", "a.{|GQ4101:{|}}", "1.0")] public sealed partial record Empty(string A);
        [GoQueueEvent("t", "a.{|GQ4101:{|}{A}}", "1.0")] public sealed partial record Doubled(string A);
        [GoQueueEvent("t", "a.{A}.b.{A}", "1.0")] public sealed partial record Good(string A);
        """);

    [Fact]
    public Task Members_of_an_action_exist() => Run(RoutingDiagnostics.TemplateUnknownMember, """
        [GoQueueEvent("t", "a.{|GQ4102:{Country}|}", "1.0")] public sealed partial record Missing(string A);
        [GoQueueEvent("t", "a.{|GQ4102:{country}|}.b", "1.0")] public sealed partial record InAnotherCase(string Country);
        [GoQueueEvent(Topic = "t", Action = "{|GQ4102:{A.B}|}", Version = "1.0")] public sealed partial record Deep(string A);
        [GoQueueEvent("t", {|GQ4102:@"{X}"|}, "1.0")] public sealed partial record Verbatim(string A) { private string X => A; }
        [GoQueueEvent("t", "b.{Country}", "1.0")] public sealed partial record Good(string Country);
        """);

    [Fact]
    public Task Members_of_an_action_are_words() => Run(RoutingDiagnostics.TemplateMemberType, """
        [GoQueueEvent("t", "a.{|GQ4103:{A}|}.{|GQ4103:{B}|}.{|GQ4103:{C}|}", "1.0")] public sealed partial record Bad(double A, DateTime B, bool C);
        [GoQueueEvent("t", "b.{A}.{B}.{C}.{D}", "1.0")] public sealed partial record Good(string A, DayOfWeek B, long C, Guid D);
        """);

    [Fact]
    public Task Members_of_an_action_are_always_there() => Run(RoutingDiagnostics.TemplateMemberCanBeNull, """
        [GoQueueEvent("t", "a.{|GQ4104:{A}|}.{|GQ4104:{B}|}.{|GQ4104:{C}|}", "1.0")] public sealed partial record Bad(string? A, int? B, DayOfWeek? C);
        [GoQueueEvent("t", "b.{A}", "1.0")] public sealed partial record Good(string A);
        """);

    [Fact]
    public Task Hidden_members_stay_in_the_body() => Run(RoutingDiagnostics.HiddenMemberExposed, """
        [GoQueueEvent("t", "a.{|GQ4105:{A}|}", "1.0")] public sealed partial record InKey([Sensitive] string A);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record InHeader([Encrypted, {|GQ4105:EventHeader("x")|}] string A);
        [GoQueueEvent("t", "c", "1.0")] public sealed partial record InOrder([Sensitive] [property: {|GQ4105:OrderingKey|}] string A);
        [GoQueueEvent("t", "d.{A}", "1.0")] public sealed partial record Good([EventHeader("x"), OrderingKey] string A, [Sensitive] string B);
        """);

    [Fact]
    public Task Header_names_are_free_and_short() => Run(RoutingDiagnostics.HeaderName, $$"""
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad(
            [{|GQ4106:EventHeader("")|}] string A,
            [{|GQ4106:EventHeader("goqueue-tenant")|}] string B,
            [{|GQ4106:EventHeader("cloudEvents_id")|}] string C,
            [{|GQ4106:EventHeader("key_id")|}] string D,
            [{|GQ4106:EventHeader("{{new string('€', 86)}}")|}] string E,
            [{|GQ4106:EventHeader(null!)|}] string F,
            [{|GQ4106:EventHeader("a\nb")|}] string G);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good([EventHeader("tenant")] string A, [EventHeader("Encoding")] string B, [EventHeader("{{new string('€', 85)}}")] string C);
        """);

    [Fact]
    public Task Headers_carry_the_types_of_their_members() => Run(RoutingDiagnostics.HeaderType, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad(
            [{|GQ4107:EventHeader("a")|}] Part A, [{|GQ4107:EventHeader("CC")|}] string B, [{|GQ4107:EventHeader("c")|}] int[] C);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good(
            [EventHeader("a")] ulong A, [EventHeader("b")] Guid? B, [EventHeader("c")] DateTimeOffset C, [EventHeader("d")] DayOfWeek D,
            [EventHeader("CC")] string[] E, [EventHeader("f")] decimal? F, [EventHeader("g")] byte[]? G, [EventHeader("h")] Uri H);
        public sealed record Part(string A);
        """);

    [Fact]
    public Task An_ordering_key_is_a_word() => Run(RoutingDiagnostics.OrderingKeyType, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad([{|GQ4108:OrderingKey|}] DateTime A);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good([OrderingKey] Guid? A);
        """);

    [Fact]
    public Task An_event_has_one_ordering_key() => Run(RoutingDiagnostics.SeveralOrderingKeys, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad([OrderingKey] string A, [{|GQ4109:OrderingKey|}] string B);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good([OrderingKey] string A, string B);
        """);

    [Fact]
    public Task A_header_has_one_source() => Run(RoutingDiagnostics.DuplicateHeader, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad([EventHeader("x")] string A, [{|GQ4110:EventHeader("x")|}] string B);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good([EventHeader("x")] string A, [EventHeader("X")] string B);
        """);

    [Fact]
    public Task A_record_that_prints_itself_is_told_so() => Run(RoutingDiagnostics.OwnPrinting, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad([{|GQ4111:Sensitive|}] string A, Part B)
        {
            private bool PrintMembers(System.Text.StringBuilder builder) => false;
        }
        public sealed partial record Part
        {
            [{|GQ4111:Encrypted|}] public string A { get; init; } = "";
            public override string ToString() => "Part";
        }
        public abstract partial record Final(string A) { public sealed override string ToString() => A; }
        public partial record Heir([property: {|GQ4111:Sensitive|}] string B, [{|GQ4111:Sensitive|}] string A) : Final(A);
        public abstract record Printing(string A) { protected virtual bool PrintMembers(System.Text.StringBuilder builder) => true; }
        public partial record Printed([{|GQ4111:Sensitive|}] string A, [Sensitive] string B) : Printing(A);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good([Sensitive] string A) { public string ToString(string format) => format; }
        """);

    [Fact]
    public Task A_record_that_cannot_be_masked_is_told_so() => Run(RoutingDiagnostics.NotMasked, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad(Part A, Part[] B);
        public sealed record Part([{|GQ4112:Sensitive|}] string A);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good(Masked A, NotARecord B, [Sensitive] string C);
        public sealed partial record Masked([Sensitive] string A);
        public sealed class NotARecord { [Sensitive] public string? A { get; init; } }
        public record Unreached([property: {|GQ4112:Sensitive|}] string A);
        public record Heir(string A) : Unreached(A);
        public record Marking([{|GQ4112:Encrypted|}] string A) : Open(A);
        public record Open(string A);
        [{|GQ4112:Encrypted|}] public record Whole(string A, string B);
        public static class Outer { public partial record Inner([property: {|GQ4112:Sensitive|}] string A); }
        file partial record Local([{|GQ4112:Sensitive|}] string A);
        public partial record Generic<T>([property: Sensitive] T A);
        public interface ISecret { [Sensitive] string A { get; } }
        public record Implementing(string {|GQ4112:A|}) : ISecret;
        public record Inheriting(string A) : Implementing(A);
        public record {|GQ4112:Taking|}(string A) : Open(A), ISecret;
        public partial record Partial(string A) : ISecret;
        """);

    [Fact]
    public Task A_mark_of_a_derived_type_on_a_member_of_its_base_is_reported() => Run(RoutingDiagnostics.NotMarkedInBase, """
        public record Contact(string Name, string Phone) { public virtual string Note { get; init; } = ""; [System.Text.Json.Serialization.JsonIgnore] public string Ignored { get; init; } = ""; }
        public sealed partial record Private(string Name, [{|GQ4114:Sensitive|}] string Phone) : Contact(Name, Phone);
        public partial record Overriding(string Name, [property: Encrypted] string Own) : Contact(Name, "") { [{|GQ4114:Encrypted|}] public override string Note { get; init; } = ""; }
        public sealed partial record Further(string Name, string Own) : Overriding(Name, Own);
        [{|GQ4114:Encrypted|}] public sealed partial record Whole(string Name) : Contact(Name, "");
        public class Open { public virtual string A { get; set; } = ""; }
        public sealed class Closed : Open { [{|GQ4114:Sensitive|}] public override string A { get; set; } = ""; }
        public sealed partial record Ignoring : Contact { public Ignoring([Sensitive] string ignored) : base("", "") => Ignored = ignored; }
        public abstract record Shape(string Name);
        public sealed partial record Circle([Sensitive] string Name) : Shape(Name);
        public partial record Marked([Sensitive] string Name);
        public sealed partial record Derived([Sensitive] string Name, [Sensitive] string Own) : Marked(Name);
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Sent(string Name, [Sensitive] string Phone) : Contact(Name, Phone);
        """);

    [Fact]
    public Task A_mark_on_a_parameter_without_a_member_is_reported() => Run(RoutingDiagnostics.AttributeWithoutEffect, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad(Part A);
        public sealed class Part([Sensitive] string name, [{|GQ4113:Encrypted|}] string number) { public string Name { get; } = name; public int Length { get; } = number.Length; }
        """);

    [Fact]
    public Task Parts_of_events_have_no_headers() => Run(RoutingDiagnostics.AttributeWithoutEffect, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad(Part A, [OrderingKey] string B);
        public sealed record Part([{|GQ4113:EventHeader("x")|}] string A, [{|GQ4113:OrderingKey|}] string B);
        """);

    [Fact]
    public Task Headers_and_ordering_keys_are_public_properties() => Run(RoutingDiagnostics.AttributeWithoutEffect, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad(int Number, [{|GQ4113:EventHeader("again")|}] string Again)
        {
            [System.Text.Json.Serialization.JsonConstructor] public Bad([{|GQ4113:OrderingKey|}] int number) : this(number, "") { }
            [{|GQ4113:OrderingKey|}] internal Guid Key { get; init; }
            [{|GQ4113:EventHeader("x")|}] private string Hidden { get; init; } = "";
            [{|GQ4113:EventHeader("y")|}] public static string Shared { get; } = "";
            private string Again { get; init; } = Again;
        }
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good([OrderingKey] Guid Key) { [EventHeader("x")] public string Computed => "x"; [Sensitive] internal string? Secret { get; init; } }
        """);

    [Fact]
    public Task Empty_words_may_be_asked_for() => Run(DeclarationDiagnostics.EmptyWordInAction, """
        [GoQueueEvent("t", {|GQ1006:"a..{A}"|}, "1.0")] public sealed partial record Bad(string A);
        [GoQueueEvent("t", "a..{A}", "1.1", AllowEmptyWords = true)] public sealed partial record Good(string A);
        """);

    private static Task Run(DiagnosticDescriptor rule, string source) => RuleTest.Of(rule, "using GoQueue;\n" + source);
}
