using GoQueue.Generators.Analyzers.Json;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing.Json;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace GoQueue.Generators.Tests.Analyzers.Json;

[Covers(typeof(JsonCollectionParser))]
[Covers(typeof(JsonConstructorParser))]
[Covers(typeof(JsonObjectParser))]
[Covers(typeof(JsonScalars))]
[Covers(typeof(JsonTypeClassifier))]
public sealed class JsonRuleTests
{
    private const string Usings = """
        using GoQueue;
        using System.Text.Json;
        using System.Text.Json.Serialization;
        namespace Shop;

        """;

    [Fact]
    public Task A_type_without_JSON_is_refused_where_it_is_written() => RuleTest.Of(JsonDiagnostics.UnsupportedType, Usings + """
        public sealed record Inner({|GQ3001:nint|} Handle);
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E(
            {|GQ3001:(int From, int To)|} Tuple,
            {|GQ3001:Action|} Callback,
            {|GQ3001:int[,]|} Matrix,
            {|GQ3001:Type|} Type,
            {|GQ3001:dynamic|} Anything,
            Inner Inner,
            [property: JsonIgnore] Action Ignored,
            int Fine)
        {
            public {|GQ3001:UIntPtr|} Property { get; init; }
        }
        """);

    [Fact]
    public Task The_message_names_event_member_type_reason_and_both_cures() => RuleTest.With(JsonDiagnostics.UnsupportedType,
        [],
        [
            new DiagnosticResult(JsonDiagnostics.UnsupportedType).WithSpan("/0/Test0.cs", 5, 68, 5, 74).WithMessage(
                "The event 'Moved' cannot be published: the member 'Moved.Handle' is of type 'nint', which has no size of its own; give it a [JsonConverter], "
                + "or name a serializer context of your own with [GoQueueEvent(…, JsonContext = typeof(…))]"),
        ],
        Usings + """[GoQueueEvent("t", "a", "1.0")] public sealed partial record Moved(IntPtr Handle);""");

    [Fact]
    public Task A_type_that_generated_code_cannot_name_is_refused() => RuleTest.Of(JsonDiagnostics.UnsupportedType, Usings + """
        public static partial class Outer
        {
            private sealed record Hidden(int X);
            [GoQueueEvent("t", "a", "1.0")] internal sealed partial record E
            {
                private {|GQ3001:Hidden|} Hidden { get; init; } = new(1);
                [JsonInclude] private {|GQ3001:Hidden|} Included { get; init; } = new(1);
            }
        }
        """.Replace("private {|GQ3001:Hidden|} Hidden", "private Hidden Hidden", StringComparison.Ordinal));

    [Fact]
    public Task A_converter_that_cannot_be_made_is_refused() => RuleTest.Of(JsonDiagnostics.InvalidConverter, Usings + """
        public abstract class NoOne : JsonConverter<int>;
        public sealed class Asks(int x) : JsonConverter<int>
        {
            public override int Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => x;
            public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) { }
        }
        public sealed class Unset : JsonConverter<int>
        {
            public required int X { get; init; }
            public override int Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => X;
            public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) { }
        }
        public sealed class Fine : JsonConverter<int>
        {
            public override int Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => 0;
            public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) { }
        }
        [AttributeUsage(AttributeTargets.Property)] public sealed class OwnAttribute : JsonConverterAttribute;
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E
        {
            [{|GQ3002:JsonConverter(typeof(NoOne))|}] public int A { get; init; }
            [{|GQ3002:JsonConverter(typeof(Asks))|}] public int B { get; init; }
            [{|GQ3002:JsonConverter(typeof(Unset))|}] public int Q { get; init; }
            [{|GQ3002:Own|}] public int C { get; init; }
            [{|GQ3002:JsonConverter(typeof(string))|}] public int D { get; init; }
            [JsonConverter(typeof(Fine))] public int F { get; init; }
            [JsonConverter(typeof(Fine))] public int? G { get; init; }
        }
        """);

    [Fact]
    public Task A_public_field_is_refused_unless_it_says_what_shall_be() => RuleTest.Of(JsonDiagnostics.PublicField, Usings + """
        public struct Point
        {
            public int {|GQ3003:X|};
            public readonly int {|GQ3003:Y|};
            [JsonInclude] public int Z;
            [JsonIgnore] public int Cache;
            internal int Hidden;
            public static int Count;
            public const int Most = 5;
        }
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E(Point Point);
        """);

    [Fact]
    public Task Equal_names_are_refused_where_none_hides_the_other() => RuleTest.Of(JsonDiagnostics.NameCollision, Usings + """
        public class Parent
        {
            public virtual int Virtual { get; set; }
            public int Shadowed { get; set; }
        }
        public sealed class Child : Parent
        {
            public override int Virtual { get; set; }
            public new string Shadowed { get; set; } = "";
        }
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E(int Id, Child Child)
        {
            [JsonPropertyName("id")] public int {|GQ3004:Other|} { get; init; }
            [JsonIgnore, JsonPropertyName("id")] public int Ignored { get; init; }
            public int {|GQ3004:ID|} { get; init; }
        }
        """);

    [Fact]
    public Task A_parameter_without_a_member_is_refused() => RuleTest.Of(JsonDiagnostics.UnboundParameter, Usings + """
        public sealed class Money
        {
            public Money(decimal {|GQ3005:value|}, string currency, int {|GQ3005:scale|}) => (Amount, Currency, Scale) = (value, currency, scale);
            public decimal Amount { get; }
            public string Currency { get; }
            public long Scale { get; }
        }
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E(Money Money);
        """);

    [Fact]
    public async Task A_parameter_whose_member_collides_is_told_of_that_alone()
    {
        const string source = Usings + """
            public sealed class Money
            {
                public Money(int amount, int cents) => (Amount, Cents) = (amount, cents);
                public int Amount { get; }
                [JsonPropertyName("amount")] public int {|GQ3004:Cents|} { get; }
            }
            [GoQueueEvent("t", "a", "1.0")] public sealed partial record E(string Name, [property: JsonPropertyName("name")] string {|GQ3004:OldName|}, Money Money);
            """;

        await RuleTest.Of(JsonDiagnostics.NameCollision, source);
        await RuleTest.Of(JsonDiagnostics.UnboundParameter, source.Replace("{|GQ3004:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal));
    }

    [Fact]
    public Task Only_a_clear_choice_of_constructor_is_accepted() => RuleTest.Of(JsonDiagnostics.UnusableConstructor, Usings + """
        public sealed class {|GQ3006:Several|}
        {
            public Several(int x) => X = x;
            public Several(string y) => Y = y;
            public int X { get; }
            public string Y { get; } = "";
        }
        public sealed class {|GQ3006:Hidden|} { internal Hidden(int x) => X = x; public int X { get; } }
        public sealed class {|GQ3006:Twice|}
        {
            [JsonConstructor] public Twice(int x) => X = x;
            [JsonConstructor] public Twice() { }
            public int X { get; }
        }
        public sealed class ByRef { public ByRef(ref int {|GQ3006:x|}) => X = x; public int X { get; } }
        public sealed class Marked
        {
            public Marked(string y) => Y = y;
            [JsonConstructor] private Marked(int x) => X = x;
            public int X { get; }
            public string Y { get; } = "";
        }
        public struct Value { public Value(int x) => X = x; public int X { get; } }
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E(Several A, Hidden B, Twice C, ByRef D, Marked F, Value G);
        """);

    [Fact]
    public Task An_abstract_type_needs_derived_types() => RuleTest.Of(JsonDiagnostics.AbstractType, Usings + """
        public abstract record Payment(decimal Amount);
        public interface IThing { int X { get; } }
        [JsonDerivedType(typeof(Circle), "circle")] public abstract record Shape;
        public sealed record Circle(int Radius) : Shape;
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E({|GQ3007:Payment|} Payment, {|GQ3007:IThing|} Thing, Shape Shape);
        """);

    [Fact]
    public Task A_required_member_cannot_be_ignored() => RuleTest.Of(JsonDiagnostics.IgnoredRequired, Usings + """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E
        {
            [JsonIgnore] public required int {|GQ3008:A|} { get; init; }
            [JsonIgnore, JsonRequired] public int {|GQ3008:B|} { get; init; }
            [JsonIgnore] public int C { get; init; }
            public required int D { get; init; }
        }
        """);

    [Fact]
    public Task What_is_never_null_is_never_left_out_for_it() => RuleTest.Of(JsonDiagnostics.InvalidIgnoreCondition, Usings + """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E
        {
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int {|GQ3010:A|} { get; init; }
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? B { get; init; }
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? C { get; init; }
        }
        """);

    [Fact]
    public Task Extension_data_needs_a_type_that_can_hold_it_and_a_setter() => RuleTest.Of(JsonDiagnostics.InvalidExtensionData, Usings + """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record A { [JsonExtensionData] public Dictionary<string, string>? {|GQ3009:Texts|} { get; init; } }
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record B { [JsonExtensionData] public Dictionary<string, object>? {|GQ3009:Fixed|} { get; } }
        [GoQueueEvent("t", "c", "1.0")] public sealed partial record C
        {
            [JsonExtensionData] public Dictionary<string, object>? First { get; init; }
            [JsonExtensionData] public Dictionary<string, object>? {|GQ3009:Second|} { get; init; }
        }
        [GoQueueEvent("t", "d", "1.0")] public sealed partial record N { [JsonExtensionData] public System.Text.Json.Nodes.JsonObject? {|GQ3009:Node|} { get; init; } }
        [GoQueueEvent("t", "f", "1.0")] public sealed partial record D { [JsonExtensionData] public IDictionary<string, JsonElement>? Fine { get; init; } }
        """);

    [Fact]
    public Task Keys_must_have_a_text() => RuleTest.Of(JsonDiagnostics.UnsupportedKey, Usings + """
        public sealed record Cell(int Row);
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E(
            {|GQ3011:Dictionary<Cell, int>|} A, {|GQ3011:Dictionary<byte[], int>|} B, {|GQ3011:List<Dictionary<int?, int>>|} C,
            Dictionary<Guid, int> D, Dictionary<DayOfWeek, int> F, IReadOnlyDictionary<Uri, int> G);
        """);

    [Fact]
    public Task A_context_must_know_the_event() => RuleTest.Of(JsonDiagnostics.InvalidContext, Usings + """
        public sealed class NoContext;
        public abstract class Empty(JsonSerializerOptions? options) : JsonSerializerContext(options);
        [JsonSerializable(typeof(string))] public abstract class Other(JsonSerializerOptions? options) : JsonSerializerContext(options)
        {
            public static Other Default => null!;
        }
        [JsonSerializable(typeof(Fine))] public abstract class Knows(JsonSerializerOptions? options) : JsonSerializerContext(options)
        {
            public static Knows Default => null!;
        }
        [GoQueueEvent("t", "a", "1.0", JsonContext = {|GQ3012:typeof(NoContext)|})] public sealed partial record A(int X);
        [GoQueueEvent("t", "b", "1.0", JsonContext = {|GQ3012:typeof(Empty)|})] public sealed partial record B(int X);
        [GoQueueEvent("t", "c", "1.0", JsonContext = {|GQ3012:typeof(Other)|})] public sealed partial record C(int X);
        [GoQueueEvent("t", "d", "1.0", JsonContext = typeof(Knows))] public sealed partial record Fine((int, int) Exotic);
        """);

    [Theory]
    [InlineData("DefaultIgnoreCondition = {|GQ3013:JsonIgnoreCondition.Always|}")]
    [InlineData("NamingPolicy = {|GQ3013:(JsonKnownNamingPolicy)77|}")]
    [InlineData("NamingPolicy = JsonKnownNamingPolicy.KebabCaseUpper, EnumsAsStrings = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault")]
    public Task Settings_must_mean_something(string settings) => RuleTest.Of(JsonDiagnostics.InvalidSettings, $$"""
        using GoQueue;
        using System.Text.Json.Serialization;
        [assembly: GoQueueJson({{settings}})]
        """);

    [Fact]
    public Task An_untyped_member_is_a_warning() => RuleTest.Of(JsonDiagnostics.UntypedMember, Usings + """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E({|GQ3014:object|} Value, [property: JsonIgnore] object Ignored, string Fine);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Nested(
            {|GQ3014:Dictionary<string, object>|} A, {|GQ3014:object[]|} B, {|GQ3014:List<Dictionary<string, object?>>|} C, {|GQ3014:System.Collections.IList|} D, {|GQ3014:System.Collections.IEnumerable|} E,
            {|GQ3014:KeyValuePair<string, object>[]|} F, {|GQ3014:System.Collections.Hashtable|} G, {|GQ3014:IReadOnlyList<object?>?|} H, Page<string> I, {|GQ3014:Page<object>|} J, List<string> Fine,
            [property: JsonConverter(typeof(Own))] object Converted)
        {
            [JsonExtensionData] public {|GQ3014:Dictionary<string, object>?|} Others { get; init; }
        }
        [GoQueueEvent("t", "c", "1.0")] public sealed partial record Good(int A, System.Text.Json.Nodes.JsonObject B) { [JsonExtensionData] public Dictionary<string, JsonElement>? Others { get; init; } }
        public sealed record Page<T>(T[] Items);
        public sealed class Own : JsonConverter<object>
        {
            public override object? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => null;
            public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => writer.WriteNullValue();
        }
        """);

    [Fact]
    public Task A_name_must_be_a_text() => RuleTest.Of(JsonDiagnostics.InvalidName, Usings + """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E
        {
            [{|GQ3015:JsonPropertyName("\ud83d")|}] public int A { get; init; }
            [JsonPropertyName("\ud83d\ude00")] public int B { get; init; }
            [JsonPropertyName("")] public int C { get; init; }
        }
        """);

    [Fact]
    public Task A_member_of_an_enum_must_have_a_name_that_can_be_read() => RuleTest.Of(JsonDiagnostics.UnsupportedType, Usings + """
        [JsonConverter(typeof(JsonStringEnumConverter<Bad>))] public enum Bad { [JsonStringEnumMemberName(" x")] A }
        [JsonConverter(typeof(JsonStringEnumConverter<Good>))] public enum Good { [JsonStringEnumMemberName("x,y")] A }
        [Flags, JsonConverter(typeof(JsonStringEnumConverter<Flag>))] public enum Flag { [JsonStringEnumMemberName("x,y")] A }
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E({|GQ3001:Bad|} Bad, Good Good, {|GQ3001:Flag|} Flag);
        """);
}
