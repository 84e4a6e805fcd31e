using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing.Json;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace GoQueue.Generators.Tests.Analyzers.Json;

/// <summary>What would be published without its value, or lose it when it is read.</summary>
[Covers<JsonLosses>]
[Covers(typeof(ForeignParts))]
public sealed class LossRuleTests
{
    private const string Usings = """
        using GoQueue;
        using System.Text.Json;
        using System.Text.Json.Serialization;
        namespace Shop;

        """;

    private const string ForeignGenerator = """
        [AttributeUsage(AttributeTargets.All)] public sealed class ValueObjectAttribute<T> : Attribute;
        """;

    [Fact]
    public Task A_type_whose_members_another_generator_writes_is_refused() => RuleTest.Of(JsonDiagnostics.ForeignMembers, Usings + ForeignGenerator + """
        [ValueObject<Guid>] public partial struct OrderId;
        [ValueObject<string>] public sealed partial class Name { private readonly string _value = ""; public override string ToString() => _value; }
        [ValueObject<int>] public sealed partial record Number { [JsonIgnore] public int Cached { get; init; } }
        [ValueObject<int>] [JsonConverter(typeof(Own))] public partial struct Converted;
        [ValueObject<int>] public sealed partial record Seen(int Value);
        [ValueObject<int>] public readonly struct Whole { public int Value { get; init; } }
        [Serializable] public sealed partial record Marker;
        public sealed class Own : JsonConverter<Converted>
        {
            public override Converted Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => default;
            public override void Write(Utf8JsonWriter writer, Converted value, JsonSerializerOptions options) => writer.WriteNullValue();
        }
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E(
            {|GQ3016:OrderId|} A, {|GQ3016:OrderId?|} B, {|GQ3016:List<OrderId>|} C, {|GQ3016:Dictionary<string, Name>|} D, {|GQ3016:Number|} F, Converted G, Seen H, Whole I, Marker J, Part K,
            [property: JsonConverter(typeof(Own))] Converted L);
        public sealed record Part({|GQ3016:Dictionary<OrderId, int>|} A);
        [ValueObject<int>] [GoQueueEvent("t", "b", "1.0")] public sealed partial record Empty;
        """);

    [Fact]
    public Task A_type_whose_value_another_generator_seems_to_hold_is_refused() => RuleTest.Of(JsonDiagnostics.ForeignMembers, Usings + ForeignGenerator + """
        [AttributeUsage(AttributeTargets.Field)] public sealed class ObservableAttribute : Attribute;
        [ValueObject<int>] public partial class IdBase;
        public sealed class Derived : IdBase { public int Z { get; set; } }
        [ValueObject<int>] public partial struct Computed { public bool IsEmpty => false; }
        public partial class Model { [Observable] private string? _name = "n"; public int Id { get; set; } public string? Shown() => _name; }
        [ValueObject<int>] public partial class Bound(int number) { public int Number => number; }
        [ValueObject<int>] public partial class Own { public int Value { get; set; } public bool IsEmpty => Value == 0; }
        public class Whole { [Observable] private string? _name = "n"; public int Id { get; set; } public string? Shown() => _name; }
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E({|GQ3016:Derived|} A, {|GQ3016:Computed|} B, {|GQ3016:Model|} C, Bound D, Own F, Whole G);
        """);

    [Fact]
    public Task A_type_that_another_generator_completes_is_refused() => RuleTest.BesideAnotherGenerator(JsonDiagnostics.ForeignMembers, Usings + ForeignGenerator + """
        [ValueObject<Guid>] public partial struct OrderId;
        [ValueObject<Guid>] public partial struct Marked;
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E({|GQ3016:OrderId|} A, {|GQ3016:Marked|} B);
        """);

    [Fact]
    public Task A_type_that_another_generator_declares_is_refused() => RuleTest.BesideAnotherGenerator(JsonDiagnostics.ForeignMembers, Usings + """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E(
            {|GQ3016:Whole|} A, {|GQ3016:Whole?|} B, {|GQ3016:List<Whole>|} C, {|GQ3016:Dictionary<string, WholeKind[]>|} D, {|GQ3016:WholeKind|} F, Part G, [property: JsonIgnore] {|GQ3016:Whole?|} H = null);
        public sealed record Part({|GQ3016:Whole|} A, [property: JsonConverter(typeof(Own))] {|GQ3016:Whole|} B, int C);
        public sealed class Own : JsonConverter<Whole>
        {
            public override Whole Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => default;
            public override void Write(Utf8JsonWriter writer, Whole value, JsonSerializerOptions options) => writer.WriteNullValue();
        }
        """);

    [Fact]
    public Task A_member_that_another_generator_adds_is_found() => RuleTest.BesideAnotherGenerator(JsonDiagnostics.ForeignMembers, Usings + """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record {|GQ3016:Extended|}(int Id);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record {|GQ3016:Derived|}(int Id) : WholeBase;
        [GoQueueEvent("t", "c", "1.0")] public sealed partial record E({|GQ3016:Extended|} A, {|GQ3016:Derived[]|} B, Computing C);
        public sealed partial record Computing(int Id);
        """);

    [Fact]
    public Task A_collection_that_loses_its_keys_or_values_is_refused() => RuleTest.Of(JsonDiagnostics.UnsupportedType, Usings + """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E(
            {|GQ3001:System.Collections.Specialized.NameValueCollection|} A, {|GQ3001:ILookup<string, int>|} B, {|GQ3001:List<IGrouping<string, int>>|} C, IReadOnlyDictionary<string, string[]> D);
        """);

    [Fact]
    public Task A_value_that_is_written_and_not_read_back_is_found() => RuleTest.Of(JsonDiagnostics.NotReadBack, Usings + """
        public sealed class Own : IEnumerable<int> { public IEnumerator<int> GetEnumerator() { yield return 1; } System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); }
        [{|GQ3022:JsonDerivedType(typeof(Dog))|}, JsonDerivedType(typeof(Cat), "cat")] public record Animal;
        public sealed record Dog(int Age) : Animal;
        public sealed record Cat(int Age) : Animal;
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E(
            {|GQ3022:IReadOnlySet<int>|} A, {|GQ3022:System.Collections.ObjectModel.ReadOnlyCollection<int>|} B, {|GQ3022:System.Collections.ObjectModel.ReadOnlyDictionary<string, int>|} C,
            {|GQ3022:System.Collections.Frozen.FrozenSet<int>|} D, {|GQ3022:System.Collections.Frozen.FrozenDictionary<string, int>|} F, {|GQ3022:System.Collections.Concurrent.ConcurrentBag<int>|} G,
            {|GQ3022:System.Collections.Concurrent.BlockingCollection<int>|} H, {|GQ3022:ArraySegment<byte>|} I, {|GQ3022:System.Collections.BitArray|} J, {|GQ3022:IQueryable<int>|} K, {|GQ3022:Array|} L,
            {|GQ3022:Own|} M, {|GQ3022:Stack<int>|} N, {|GQ3022:List<System.Collections.Immutable.ImmutableStack<int>>|} O, {|GQ3022:System.Collections.Concurrent.ConcurrentStack<int>?|} P, Animal Q)
        {
            [JsonIgnore] public Stack<int>? Ignored { get; init; }
        }
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good(
            IEnumerable<int> A, IReadOnlyList<int> B, IReadOnlyDictionary<string, int> C, ISet<int> D, Queue<int> F, LinkedList<int> G, System.Collections.Immutable.ImmutableArray<int> H,
            System.Collections.Immutable.IImmutableSet<int> I, System.Collections.Concurrent.ConcurrentDictionary<string, int> J, byte[] K, ReadOnlyMemory<int> L, System.Collections.ObjectModel.ObservableCollection<int> M,
            System.Collections.IDictionary N, string O, System.Collections.Concurrent.ConcurrentQueue<int> P, int[] Q, SortedList<string, int[]> R);
        """);

    [Fact]
    public Task The_message_names_the_type_and_both_cures() => RuleTest.With(JsonDiagnostics.ForeignMembers,
        [],
        [
            new DiagnosticResult(JsonDiagnostics.ForeignMembers).WithLocation(0).WithMessage(
                "The event 'E' cannot be published: the members of 'OrderId' are written by another generator, which this one cannot see; "
                + "put [JsonConverter(typeof(…))] on the part you write, or move the type to a referenced project"),
        ],
        Usings + ForeignGenerator + """
        [ValueObject<Guid>] public partial struct OrderId;
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E({|#0:List<OrderId?>|} Ids);
        """);

    [Fact]
    public Task The_message_names_what_this_generator_cannot_see() => RuleTest.BesideAnotherGenerator(
        JsonDiagnostics.ForeignMembers,
        [
            new DiagnosticResult(JsonDiagnostics.ForeignMembers).WithLocation(0).WithMessage(
                "The event 'E' cannot be published: 'Whole' is written by another generator, which this one cannot see; declare it in a file of your own, or move it to a referenced project"),
            new DiagnosticResult(JsonDiagnostics.ForeignMembers).WithLocation(1).WithMessage(
                "The event 'Extended' cannot be published: members of 'Extended' are written by another generator, which this one cannot see; "
                + "declare them in a file of your own, or move the type to a referenced project"),
        ],
        Usings + """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E({|#0:List<Whole?>|} Ids);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record {|#1:Extended|}(int Id);
        """);

    [Fact]
    public Task A_type_whose_value_is_not_in_its_properties_is_refused() => RuleTest.Of(JsonDiagnostics.UnsupportedType, Usings + """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E(
            {|GQ3001:System.Numerics.BigInteger|} A, {|GQ3001:System.Text.StringBuilder|} B, {|GQ3001:System.Numerics.BigInteger?|} C, {|GQ3001:List<System.Net.IPAddress>|} D, {|GQ3001:Lazy<int>|} F,
            {|GQ3001:Index|} G, {|GQ3001:Closed|} H, {|GQ3001:Fields|} I, Nothing J, Open K, KeyValuePair<string, int> L, Tuple<int, string> M, [property: JsonIgnore] System.Text.StringBuilder N);
        public sealed class Closed { private int _state; public int Next() => _state++; }
        public struct Fields { internal int Number; private string Text { get; set; } }
        public sealed record Nothing;
        public sealed class Open { private int _state; public int State { get => _state; set => _state = value; } }
        """);

    [Fact]
    public Task A_value_that_reading_loses_is_found() => RuleTest.Of(JsonDiagnostics.LostValue, Usings + """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E(int Number, Money A, Ctor B, Marked C, List<Two> D)
        {
            public int {|GQ3017:Private|} { get; private set; }
            public string {|GQ3017:Internal|} { get; internal init; } = "";
            public List<int> {|GQ3017:Items|} { get; } = [];
            public Dictionary<string, int> {|GQ3017:Named|} { get; } = new();

            [JsonInclude] public int Included { get; private set; }
            [JsonIgnore] public int Ignored { get; private set; }
            public int Computed => Number + 1;
            public string Kind { get; } = "kind";
            public int Settable { get; init; }
            public int Manual { get => Number; init => _ = value; }
        }
        public readonly struct Money { public Money(decimal amount) => Amount = amount; public decimal {|GQ3017:Amount|} { get; } public bool IsZero => Amount == 0; }
        public sealed class Ctor(int given) { public int Given { get; } = given; }
        public readonly struct Marked { [JsonConstructor] public Marked(int value) => Value = value; public int Value { get; } }
        public sealed class Two { public Two() { } public Two(int other) => Other = other; public int {|GQ3017:Other|} { get; } }
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Populated { [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public List<int> Items { get; } = []; }
        [GoQueueEvent("t", "c", "1.0")] [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public sealed partial record AllPopulated { public List<int> Items { get; } = []; }
        """);

    [Fact]
    public Task The_message_names_the_value_the_reason_and_the_cures() => RuleTest.With(JsonDiagnostics.LostValue,
        [],
        [
            new DiagnosticResult(JsonDiagnostics.LostValue).WithLocation(0).WithMessage(
                "The event 'E' could not be read back: the value of 'E.Number' would be lost, because its setter is not public; "
                + "make the setter public or init, or mark the property [JsonInclude], or leave it out with [JsonIgnore]"),
        ],
        Usings + """[GoQueueEvent("t", "a", "1.0")] public sealed partial record E { public int {|#0:Number|} { get; private set; } }""");

    [Fact]
    public Task A_member_that_cannot_be_populated_is_found() => RuleTest.Of(JsonDiagnostics.NotPopulated, Usings + """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E(
            int Number, [property: {|GQ3018:JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)|}] List<int> A, [property: JsonObjectCreationHandling(JsonObjectCreationHandling.Replace)] List<int> B)
        {
            [{|GQ3018:JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)|}] public List<int> C { get; init; } = [];
        }
        [{|GQ3018:JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)|}] [GoQueueEvent("t", "b", "1.0")] public sealed partial record Typed(List<int> A);
        [GoQueueEvent("t", "c", "1.0")] public sealed partial record Good
        {
            [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public List<int> C { get; init; } = [];
            [{|GQ3018:JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)|}] public string D { get; init; } = "";
            [{|GQ3018:JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)|}] public int[] F { get; init; } = [];
        }
        """);
}
