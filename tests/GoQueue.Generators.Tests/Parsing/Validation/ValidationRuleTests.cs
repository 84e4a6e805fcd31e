using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing.Validation;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace GoQueue.Generators.Tests.Parsing.Validation;

/// <summary>What is wrong with the rules of members, each by its analyzer.</summary>
[Covers(typeof(CollectionTypes))]
[Covers(typeof(CustomRuleParser))]
[Covers(typeof(LimitParser))]
[Covers(typeof(MemberRulesParser))]
[Covers(typeof(RangeRuleParser))]
[Covers(typeof(TypeRulesParser))]
[Covers(typeof(ValidationParser))]
public sealed class ValidationRuleTests
{
    private const string Usings = """
        using System.Collections.Immutable;
        using System.ComponentModel.DataAnnotations;
        using System.Text.RegularExpressions;
        using GoQueue;

        """;

    [Fact]
    public Task Limits_leave_a_value() => Run(ValidationDiagnostics.UnsatisfiableLimits, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad(
            [{|GQ4001:Range(2, 1)|}] int A,
            [{|GQ4001:Range(1.5, 1.0)|}] double B,
            [{|GQ4001:Range(typeof(DateOnly), "2026-02-01", "2026-01-31")|}] DateOnly C,
            [{|GQ4001:Range(1, 1, MinimumIsExclusive = true)|}] int D,
            [{|GQ4001:Range(double.NaN, 1)|}] double E,
            [{|GQ4001:StringLength(2, MinimumLength = 3)|}] string F,
            [{|GQ4001:StringLength(-1)|}] string G,
            [{|GQ4001:MinLength(-1)|}] string H,
            [{|GQ4001:MaxLength(0)|}] string I,
            [{|GQ4001:Length(3, 2)|}] string[] J,
            [StringLength(3), {|GQ4001:MinLength(5)|}] string K);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good(
            [Range(1, 1)] int A, [StringLength(0)] string B, [Length(0, 0)] string[] C, [MaxLength] string D, [StringLength(5), MinLength(5)] string E);
        """);

    [Fact]
    public Task Regular_expressions_can_be_built() => Run(ValidationDiagnostics.InvalidRegularExpression, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad(
            [{|GQ4002:RegularExpression("a(")|}] string A,
            [{|GQ4002:RegularExpression("")|}] string B,
            [{|GQ4002:RegularExpression("a", MatchTimeoutInMilliseconds = 0)|}] string C);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good(
            [RegularExpression("a(b)?")] string A, [RegularExpression("a", MatchTimeoutInMilliseconds = -1)] string B);
        """);

    [Fact]
    public Task What_is_wrong_with_an_expression_is_said_in_one_sentence() => RuleTest.With(ValidationDiagnostics.InvalidRegularExpression,
        [],
        [
            new DiagnosticResult(ValidationDiagnostics.InvalidRegularExpression)
                .WithSpan("/0/Test0.cs", 5, 67, 5, 91)
                .WithMessage("[RegularExpression] on 'A' cannot be used: Invalid pattern '. (' at offset 3: Not enough )'s; correct it"),
        ],
        Usings + """
            [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad([RegularExpression(". (")] string A);
            """);

    [Theory]
    [InlineData("Range(typeof(decimal), \"1\", \"2\")", "long", "[Range] on 'A' cannot check 'long' and needs a member of its limits' type 'decimal'; remove it, or change the member's type")]
    [InlineData("Range(typeof(string), \"1\", \"2\")", "string", "[Range] on 'A' cannot check 'string' and needs a number, a date, a time, an enum, a bool or a char; remove it, or change the member's type")]
    [InlineData("EnumDataType(typeof(int))", "int", "[EnumDataType] on 'A' names a type that is not an enum; remove it, or name an enum")]
    [InlineData("EnumDataType(typeof(DayOfWeek))", "bool", "[EnumDataType] on 'A' cannot check 'bool' and needs DayOfWeek, an integer or a string; remove it, or change the member's type")]
    public Task A_rule_that_does_not_fit_is_explained_in_one_sentence(string attribute, string type, string message) => RuleTest.With(ValidationDiagnostics.RuleDoesNotFitType,
        [],
        [new DiagnosticResult(ValidationDiagnostics.RuleDoesNotFitType).WithLocation(0).WithMessage(message)],
        Usings + $$"""[GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad([{|#0:{{attribute}}|}] {{type}} A);""");

    [Fact]
    public Task Rules_fit_the_types_of_their_members() => Run(ValidationDiagnostics.RuleDoesNotFitType, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad(
            [{|GQ4003:StringLength(2)|}] int A,
            [{|GQ4003:StringLength(2)|}] string[] B,
            [{|GQ4003:MinLength(2)|}] Guid C,
            [{|GQ4003:EmailAddress|}] int D,
            [{|GQ4003:Phone|}] Uri E,
            [{|GQ4003:Range(1, 2)|}] DateTime F,
            [{|GQ4003:Range(1.0, 2.0)|}] char G,
            [{|GQ4003:Range(typeof(decimal), "1", "2")|}] int H,
            [{|GQ4003:Range(typeof(string), "a", "b")|}] string I,
            [{|GQ4003:RegularExpression("a")|}] string[] J,
            [{|GQ4003:EnumDataType(typeof(DayOfWeek))|}] bool K,
            [{|GQ4003:EnumDataType(typeof(int))|}] int L,
            [{|GQ4003:Range(1, 2)|}] string[] M);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good(
            [Url] Uri A, [Range(1, 2)] string B, [Range(1, 2)] DayOfWeek C, [RegularExpression("a")] Guid D, [EnumDataType(typeof(DayOfWeek))] byte E,
            [MinLength(1)] ImmutableArray<int> F, [MinLength(1)] IEnumerable<int> G, [DataType(DataType.Date)] int H);
        """);

    [Fact]
    public Task Required_means_something() => Run(ValidationDiagnostics.RequiredOnValueType, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad([{|GQ4004:Required|}] int A, [property: {|GQ4004:Required|}] Guid B)
        {
            [{|GQ4004:Required|}] public DateTime C { get; init; }
        }
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good([Required] int? A, [Required] string? B, [Required] ImmutableArray<int> C);
        """);

    [Fact]
    public Task Default_values_are_valid() => Run(ValidationDiagnostics.InvalidDefaultValue, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad(
            [EmailAddress] string A = {|GQ4005:""|},
            string B = {|GQ4005:null!|},
            [Range(1, 5)] int C = {|GQ4005:0|},
            [Range(1L, 5L)] long? D = {|GQ4005:6|},
            [AllowedValues("x")] string? E = {|GQ4005:default|},
            [EnumDataType(typeof(DayOfWeek))] DayOfWeek F = {|GQ4005:(DayOfWeek)9|},
            [RegularExpression("[a-z]+")] string G = {|GQ4005:"A"|});
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good(
            [EmailAddress] string A = "a@b", string? B = null, [Range(1, 5)] int? C = null, Guid D = default, [AllowedValues(1L)] long E = 1,
            [EnumDataType(typeof(DayOfWeek))] DayOfWeek F = DayOfWeek.Friday, [EmailAddress] string? G = null);
        """);

    [Fact]
    public Task Default_values_make_routing_keys() => Run(ValidationDiagnostics.InvalidDefaultValue, """
        [GoQueueEvent("t", "a.{A}", "1.0")] public sealed partial record Wildcard(string A = {|GQ4005:"*"|});
        [GoQueueEvent("t", "b.{A}", "1.0")] public sealed partial record Empty(string A = {|GQ4005:""|}, string B = "*");
        [GoQueueEvent("t", "c.{A}", "1.0")] public sealed partial record Ruled([MinLength(1)] string A = {|GQ4005:""|});
        [GoQueueEvent("t", "d.{A}", "1.0")] public sealed partial record Good(string A = "ab", string? B = "a.b");
        [GoQueueEvent("t", "f.{A}", "1.0")] public sealed partial record Dotted(string A = {|GQ4005:"a.b"|});
        [GoQueueEvent("t", "e.{A}", "1.0", AllowEmptyWords = true)] public sealed partial record Asked(string A = "");
        """);

    [Fact]
    public Task Initial_values_make_routing_keys() => Run(ValidationDiagnostics.InvalidInitialValue, """
        [GoQueueEvent("t", "a.{A}", "1.0")] public sealed partial record Bad { public string A { get; init; } = {|GQ4006:""|}; }
        [GoQueueEvent("t", "b.{A}", "1.0")] public sealed partial record Good { public required string A { get; init; } = ""; public string B { get; init; } = ""; }
        """);

    [Fact]
    public Task Initial_values_are_valid_or_never_seen() => Run(ValidationDiagnostics.InvalidInitialValue, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad
        {
            [Required] public string A { get; init; } = {|GQ4006:""|};
            public string B { get; init; } = {|GQ4006:null!|};
            public string C { get; init; } = {|GQ4006:default!|};
            [MinLength(1)] public string D { get; init; } = {|GQ4006:string.Empty|};
            [MinLength(1)] public int[] E { get; init; } = {|GQ4006:[]|};
            [Range(1, 5)] public long F { get; init; } = {|GQ4006:-1|};
            [EmailAddress] public string G { get; init; } = {|GQ4006:Constants.Word|};
            [EmailAddress] public string H { get; init; } = {|GQ4006:$"{Constants.Word}!"|};
            [Range(1, 5)] public int I { get; init; } = {|GQ4006:Constants.Nine - 1|};
            [EnumDataType(typeof(DayOfWeek))] public DayOfWeek J { get; init; } = {|GQ4006:(DayOfWeek)Constants.Nine|};
        }
        public static class Constants { public const string Word = "word"; public const int Nine = 9; public static readonly string Late = "word"; }
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good(string Name)
        {
            [Required] public required string A { get; init; } = "";
            public string B { get; init; } = "";
            public int[] C { get; init; } = [];
            [StringLength(5)] public string Name { get; init; } = Name.Trim();
            [AllowedValues(1L)] public long D { get; init; } = 1;
            [EmailAddress] public string E { get; init; } = Constants.Late;
            [Range(1, 5)] public int F { get; init; } = Constants.Nine - 5;
        }
        """);

    [Fact]
    public Task A_generated_regular_expression_is_recommended() => Run(ValidationDiagnostics.RegexWithoutGeneratedRegex, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad([{|GQ4007:RegularExpression("a+")|}] string A)
        {
            [GeneratedRegex("a+", RegexOptions.IgnoreCase)] private static partial Regex Other { get; }
            private static partial Regex Other => throw new NotSupportedException();
        }
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good([RegularExpression("a+")] string A, Item Item)
        {
            [GeneratedRegex("a+")] private static partial Regex Pattern();
            private static partial Regex Pattern() => throw new NotSupportedException();
        }
        public sealed record Item([RegularExpression("a+")] string Sku);
        """);

    [Fact]
    public Task Members_that_are_compared_are_alike() => Run(ValidationDiagnostics.CompareWithUnknownMember, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad([property: {|GQ4008:Compare("X")|}] string A, [property: {|GQ4008:Compare("C")|}] long B, int C);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good([property: Compare("B")] string? A, string B, [property: Compare("D")] int? C, int D);
        """);

    [Fact]
    public Task Texts_of_rules_can_be_made() => Run(ValidationDiagnostics.InvalidMessage, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad(
            [{|GQ4009:EmailAddress(ErrorMessage = "{1}")|}] string A,
            [{|GQ4009:Range(1, 2, ErrorMessage = "{0")|}] int B,
            [{|GQ4009:EmailAddress(ErrorMessageResourceType = typeof(Texts), ErrorMessageResourceName = "Unknown")|}] string C,
            [{|GQ4009:EmailAddress(ErrorMessageResourceName = "Known")|}] string D,
            [{|GQ4009:EmailAddress(ErrorMessage = "x", ErrorMessageResourceType = typeof(Texts), ErrorMessageResourceName = "Known")|}] string E,
            [EmailAddress, {|GQ4009:Display(Name = "Hidden", ResourceType = typeof(Texts))|}] string F);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good(
            [Range(1, 2, ErrorMessage = "{0} {1} {2} {{}}")] int A,
            [EmailAddress(ErrorMessageResourceType = typeof(Texts), ErrorMessageResourceName = "Known")] string B);
        public static class Texts { public static string Known => "{0}"; private static string Hidden => "x"; }
        """);

    [Fact]
    public Task Listed_values_are_of_the_members_type() => Run(ValidationDiagnostics.ValueNeverEqual, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad(
            [{|GQ4010:AllowedValues(1, 2)|}] long A, [{|GQ4010:DeniedValues(1.0)|}] decimal B, [{|GQ4010:AllowedValues("a")|}] string[] C, [{|GQ4010:AllowedValues(null)|}] string? D);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good(
            [AllowedValues(1L)] long? A, [DeniedValues("", null)] string? B, [AllowedValues(DayOfWeek.Monday)] DayOfWeek C);
        """);

    [Fact]
    public Task Limits_are_values_of_their_type() => Run(ValidationDiagnostics.LimitNotParsable, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad(
            [{|GQ4011:Range(typeof(decimal), "a", "1")|}] decimal A,
            [{|GQ4011:Range(typeof(byte), "0", "256")|}] byte B,
            [{|GQ4011:Range(typeof(DateTime), "2026-01-01Z", "2027-01-01")|}] DateTime C,
            [{|GQ4011:Range(typeof(DateOnly), "2026-01-01", "2027-01-01 10:00")|}] DateOnly D,
            [{|GQ4011:Range(typeof(DayOfWeek), "Monday", "Someday")|}] DayOfWeek E);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good(
            [Range(typeof(decimal), "0.5", "1000.5")] decimal A, [Range(typeof(DateTime), "2026-01-01", "2026-01-01T10:00")] DateTime B);
        """);

    [Fact]
    public Task Integer_limits_round() => Run(ValidationDiagnostics.RangeRounds, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad([{|GQ4012:Range(1, 2)|}] double A, [{|GQ4012:Range(1, 2)|}] decimal? B);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good([Range(1.0, 2.0)] double A, [Range(1, 2)] long B);
        """);

    [Fact]
    public Task Custom_attributes_can_be_made() => Run(ValidationDiagnostics.RuleNotConstructible, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Bad
        {
            [{|GQ4013:Hidden|}] public int A { get; init; }
            private sealed class HiddenAttribute : ValidationAttribute;
        }
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good([Seen(3, Names = new[] { "a" })] int A);
        internal sealed class SeenAttribute(int x) : ValidationAttribute { public int X { get; } = x; public string[]? Names { get; set; } }
        """);

    [Fact]
    public Task A_fault_in_a_nested_record_is_reported_once() => Run(ValidationDiagnostics.UnsatisfiableLimits, """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record First(Item Item);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Second(Item[] Items, Dictionary<string, Item> More);
        public sealed record Item([{|GQ4001:Range(2, 1)|}] int A);
        public sealed record Elsewhere([Range(2, 1)] int A);
        """);

    private static Task Run(DiagnosticDescriptor rule, string source) => RuleTest.Of(rule, Usings + source);
}
