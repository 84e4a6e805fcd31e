using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

#pragma warning disable CS0649 // fields that only the serializer sets

namespace GoQueue.Generated.Tests.Json.Events.Strangers;

public enum Level : byte { Low = 1, High = 200 }

public enum Wide : long { Min = long.MinValue, Max = long.MaxValue }

[JsonConverter(typeof(JsonStringEnumConverter<Named>))]
public enum Named { [JsonStringEnumMemberName("first one")] First, @default, Ünder }

[UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The generated metadata has the converter of the enum in place of this one.")]
[JsonConverter(typeof(JsonStringEnumConverter))]
public enum Untyped { A, B }

[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<Sides>))]
public enum Sides : short { None = 0, Left = 1, Right = 2, Both = 3 }

// Records with inheritance, generics closed over enums.
public abstract record Entity(Guid Id) { public DateTimeOffset? CreatedAt { get; init; } }

public abstract record Entity<TKey>(TKey Key) where TKey : struct { public TKey? Previous { get; init; } public virtual string Kind => "entity"; }

public record Customer(Guid Id, string Name) : Entity(Id) { public required string Country { get; init; } public string? Note { get; set; } }

public sealed record VipCustomer(Guid Id, string Name, Level Level) : Customer(Id, Name) { public override string ToString() => Name; }

public sealed record Keyed(Level Key, string Text) : Entity<Level>(Key) { public override string Kind => "keyed"; }

[GoQueueEvent("strangers", "customer", "1.0")]
public sealed partial record CustomerSaw(VipCustomer? Vip, Keyed Keyed);

[GoQueueEvent("strangers", "derived", "1.0")]
public sealed partial record DerivedFromGeneric(Level Key, [property: JsonPropertyName("value")] int Amount) : Entity<Level>(Key);

public readonly record struct Pair<TFirst, TSecond>(TFirst First, TSecond Second);

public sealed record Page<T>(IReadOnlyList<T> Items, int Total, T? Cursor = default) where T : notnull;

public class Box<T> { public T? Value { get; set; } public List<T?> Many { get; init; } = []; [JsonInclude] internal T? Hidden; }

public static class Generic<TOuter> { public sealed record Nested<TInner>(TOuter Outer, TInner Inner); }

[GoQueueEvent("strangers", "generics", "1.0")]
public sealed partial record ClosedGenerics(
    Page<Level> Levels, Page<string> Texts, Pair<Named, Sides?> Enums, Pair<int?, Pair<string?, Guid>>? Deep, Box<int> Ints, Box<Level?> MaybeLevels, Box<Box<string>> Boxes,
    Generic<int>.Nested<string?> Nested, Generic<Named>.Nested<List<Wide>> Nested2, Dictionary<Named, Page<Sides>> Pages);

// Dictionaries with keys of every kind.
[GoQueueEvent("strangers", "keys", "1.0")]
public sealed partial record Keys(
    Dictionary<Guid, int> Guids, Dictionary<Level, string?> Levels, Dictionary<DateOnly, decimal> Days, IReadOnlyDictionary<TimeOnly, int> Times, SortedDictionary<DateTimeOffset, Level> Moments,
    ImmutableDictionary<Named, Line?> Names, Dictionary<Sides, int> Flags, Dictionary<Uri, int> Links, Dictionary<Version, int>? Versions, Dictionary<TimeSpan, int> Spans, Dictionary<bool, int> Booleans,
    Dictionary<char, int> Chars, Dictionary<ulong, int> Longs, Dictionary<double, int> Doubles, Dictionary<decimal, int> Decimals, Dictionary<Half, int> Halves, Dictionary<Int128, int> Huge,
    Dictionary<DateTime, int> Dates, ConcurrentDictionary<string, Level> Concurrent, ImmutableSortedDictionary<int, string> Sorted, ReadOnlyDictionary<string, int>? ReadOnly, SortedList<string, int> List);

[GoQueueEvent("strangers", "nullable-structs", "1.0")]
public sealed partial record NullableStructs(
    Pair<Line?, Point?>? Pair, Line?[]? Lines, List<Pair<int?, Level?>?> Pairs, Dictionary<string, Line?>? Named, KeyValuePair<string, Line?>? Entry, ImmutableArray<Line?> Array, ImmutableArray<int>? MaybeArray,
    Guid?[] Guids, DateOnly? Day, TimeOnly?[] Times, decimal?[][] Jagged, JsonElement? Element, Half?[] Halves);

// required, init and constructors together.
public sealed class Mixed
{
    public Mixed() { }

    [JsonConstructor]
    public Mixed(int number, string? text = "text") => (Number, Text) = (number, text);

    public int Number { get; }
    public string? Text { get; init; }
    public required Level Level { get; init; }
    public required string? Name { get; set; }
    public int Twice => Number * 2;
    public string Initialised { get; init; } = "initialised";
    public List<int> Filled { get; init; } = [1];
}

public sealed class RequiredByConstructor
{
    [SetsRequiredMembers]
    public RequiredByConstructor(string name) => Name = name;

    public required string Name { get; init; }
}

public sealed class PrivateConstructor
{
    [JsonConstructor]
    private PrivateConstructor(int number) => Number = number;

    public int Number { get; }

    [JsonInclude]
    private string? Secret { get; set; } = "secret";

    [JsonInclude]
    public string? ReadOnlyOutside { get; private set; }

    [JsonInclude]
    private readonly int _field = 7;

    public static PrivateConstructor Of(int number) => new(number);

    public override string ToString() => Secret + _field;
}

public struct MutableStruct(int number)
{
    public int Number { get; set; } = number;
    public required string Text { get; init; }
    [JsonInclude] public int Field;
}

[GoQueueEvent("strangers", "construction", "1.0")]
public sealed partial record Construction(Mixed? Mixed, RequiredByConstructor? Required, PrivateConstructor? Private, MutableStruct Mutable, MutableStruct? Maybe)
{
    public required Level Level { get; init; }
    public int Defaulted { get; init; } = 42;
}

[GoQueueEvent("strangers", "defaults", "1.0")]
public sealed partial record Defaults(
    int Number = 3, string Text = "a\"b", decimal Money = 1.5m, double Real = double.NaN, Level Level = Level.High, Wide? Wide = Strangers.Wide.Min, char Letter = '\'', DateTime At = default, Guid? Id = null, float Small = 1e-7f,
    long Big = long.MinValue, ulong Bigger = ulong.MaxValue, Line Line = default, Sides Sides = Sides.Left | Sides.Right, bool Flag = true);

[GoQueueEvent("strangers", "ignoring", "1.0")]
public sealed partial record Ignoring
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Number { get; init; } = 5;
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public Level? MaybeLevel { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public Line Line { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public Guid Id { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public Line? MaybeLine { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public List<int>? Many { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public ImmutableArray<int> Array { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public DateTimeOffset At { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public byte[]? Bytes { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public JsonElement Element { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public Dictionary<string, int?>? Named { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public Memory<byte> Memory { get; init; }
}

[JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
public sealed record Strings(int Number, decimal? Money, List<long>? Longs);

[GoQueueEvent("strangers", "number-handling", "1.0")]
public sealed partial record NumberHandling(
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] List<int>? Ints,
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] Dictionary<string, double>? Doubles,
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] int?[]? Maybe,
    [property: JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] double[]? Reals,
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] decimal Money, Strings? Strings);

[JsonDerivedType(typeof(Cat), "cat")]
[JsonDerivedType(typeof(Lion), 7)]
public class Pet { public string? Name { get; set; } }

public class Cat : Pet { public int Lives { get; init; } = 9; }

public sealed class Lion : Pet { public required Level Roar { get; init; } }

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FallBackToBaseType)]
[JsonDerivedType(typeof(Text), nameof(Text))]
[JsonDerivedType(typeof(Picture))]
public interface IContent;

public sealed record Text(string? Body) : IContent;

public sealed record Picture(Uri? Link, byte[]? Bytes) : IContent;

[GoQueueEvent("strangers", "polymorphic", "1.0")]
public sealed partial record PolymorphicCollections(Pet? Pet, List<Pet> Pets, Dictionary<Level, Pet?> ByLevel, Pet[][] Jagged, ImmutableList<IContent?> Contents, IContent? Content, KeyValuePair<string, Pet>? Entry);

public sealed class Populated
{
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public List<int> Numbers { get; } = [1, 2];
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public Dictionary<string, int> Named { get; } = new() { ["a"] = 1 };
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public Cat Cat { get; } = new();
}

[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
public sealed class PopulatedAll { public HashSet<string> Set { get; } = ["x"]; public Queue<int> Queue { get; set; } = new([1]); public Point Point { get; set; } }

[GoQueueEvent("strangers", "populate", "1.0")]
public sealed partial record Populate(Populated? One, PopulatedAll? All);

[GoQueueEvent("strangers", "extension", "1.0")]
public sealed partial record Extended(int Number)
{
    [JsonExtensionData] public Dictionary<string, JsonElement>? More { get; set; }
}

public sealed class ExtendedPart { public int A { get; set; } [JsonExtensionData] public IDictionary<string, object>? Rest { get; init; } }

[GoQueueEvent("strangers", "extension-nested", "1.0")]
public sealed partial record ExtendedNested(ExtendedPart? Part, List<ExtendedPart>? Parts, JsonObject? Object);

// Members that are declared as interfaces.
[GoQueueEvent("strangers", "interfaces", "1.0")]
public sealed partial record Interfaces(
    IEnumerable<Line> Lines, IReadOnlyCollection<string?> Texts, ICollection<Level> Levels, IList<Line?> Maybe, ISet<int> Set, IReadOnlySet<Guid> Guids, IDictionary<Guid, Line> ByGuid, IReadOnlyDictionary<string, IReadOnlyList<Line>> Named,
    IReadOnlyList<IReadOnlyList<IReadOnlyDictionary<Level, Line?>>> Deep, IImmutableList<int> Immutable);

[GoQueueEvent("strangers", "collections", "1.0")]
public sealed partial record Collections(
    LinkedList<Line> Linked, Stack<Level> Stack, Queue<Line?> Queue, ConcurrentBag<int> Bag, ConcurrentQueue<string> Concurrent, ObservableCollection<Level> Observable, ReadOnlyCollection<int>? ReadOnly, SortedSet<Guid> Sorted,
    ImmutableHashSet<Level> Hash, ImmutableSortedSet<int> SortedSet, ImmutableQueue<int> ImmutableQueue, ImmutableStack<int> ImmutableStack, ArraySegment<int> Segment, Memory<int> Memory, ReadOnlyMemory<Line> Lines, PriorityList? Priority, MyMap? Map, HashSet<Line> Set);

public sealed class PriorityList : List<Line>;

public sealed class MyMap : Dictionary<Level, string?>
{
    public MyMap() { }

    public MyMap(IDictionary<Level, string?> entries) : base(entries) { }
}

// Fields.
public sealed class Fields
{
    [JsonInclude] public int Number;
    [JsonInclude] public readonly string? Text = "t";
    [JsonInclude] internal Level Level;
    [JsonInclude, JsonPropertyName("renamed")] private Line? _line;
    [JsonIgnore] public int Ignored;

    public void Set(Line line) => _line = line;
}

[GoQueueEvent("strangers", "fields", "1.0")]
public sealed partial record WithFields(Fields? Fields)
{
    [JsonInclude] public int Own;
    [JsonInclude] private int _hidden = 3;

    public int Hidden() => _hidden;
}

// Names.
[GoQueueEvent("strangers", "names", "1.0")]
public sealed partial record Locals(
    int @class, string? @event, Level @namespace, int item, int inner, int s_item, Line? Self, int Write, int Create, int Members, JsonElement JsonElement, int? instance, int? args, int Value, int? Json, int? Writer, int? Options, int? First, string? GeneratedJson,
    int? json_, int? value_);

[GoQueueEvent("strangers", "omitted-locals", "1.0")]
public sealed partial record OmittedLocals
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? Value { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? value_ { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? Json { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? json_ { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public Line? First { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int first_ { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? Item { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public List<int?>? Inner { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public Line? Options { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public string? Self { get; init; }
}

public sealed class Hider : Hidden { public new string? Name { get; set; } public new int Number { get; set; } }

public class Hidden { public string? Name { get; set; } public virtual object? Anything => null; [JsonPropertyName("hiddenNumber")] public int Number { get; set; } }

[GoQueueEvent("strangers", "hiding", "1.0")]
public sealed partial record Hiding(Hider? Hider, Hidden? Hidden);

[GoQueueEvent("strangers", "enums", "1.0")]
public sealed partial record StrangeEnums(Level Level, Wide Wide, Named Named, Named? Maybe, Sides Sides, Sides[] Many, [property: JsonConverter(typeof(JsonStringEnumConverter<Level>))] Level AsText, [property: JsonConverter(typeof(JsonStringEnumConverter<Level>))] Level? MaybeText, Untyped Untyped, ConsoleColor Color, DayOfWeek? Day);

[GoQueueEvent("strangers", "struct", "1.0")]
public readonly partial record struct StructSeen(Guid Id, Level? Level, ImmutableArray<string> Tags, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note, Pair<int, int> Range)
{
    public required int Number { get; init; }
}

[GoQueueEvent("strangers", "mutable-struct", "1.0")]
public partial record struct MutableStructSeen(int Number, List<Line>? Lines) { public string? Text { get; set; } }

public sealed class Tree<T> { public T? Value { get; init; } public Tree<T>? Left { get; init; } public IReadOnlyList<Tree<T>>? Many { get; init; } public Dictionary<string, Tree<T>>? Named { get; init; } }

[GoQueueEvent("strangers", "tree", "1.0")]
public sealed partial record Trees(Tree<int> Ints, Tree<Line?>? Lines, Tree<Tree<string>>? Trees2);

public sealed class HexNumber : JsonConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Convert.ToInt32(reader.GetString(), 16);
    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString("x", System.Globalization.CultureInfo.InvariantCulture));
}

[JsonConverter(typeof(TokenConverter))]
public readonly record struct Token(string? Value);

public sealed class TokenConverter : JsonConverter<Token>
{
    public override Token Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString());
    public override void Write(Utf8JsonWriter writer, Token value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    public override Token ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString());
    public override void WriteAsPropertyName(Utf8JsonWriter writer, Token value, JsonSerializerOptions options) => writer.WritePropertyName(value.Value ?? "");
}

[GoQueueEvent("strangers", "converters", "1.0")]
public sealed partial record StrangeConverters(
    [property: JsonConverter(typeof(HexNumber))] int Number, [property: JsonConverter(typeof(HexNumber))] int? Maybe, Token Token, Token? MaybeToken, List<Token> Tokens, Token?[] MaybeTokens, Dictionary<Token, int> ByToken, Page<Token> Page, Pair<Token, int> Pair);

public sealed record Contact(string Name) { public string? Mail { get; init; } }

[GoQueueEvent("strangers", "same-name", "1.0")]
public sealed partial record SameNames(Contact Contact, Elsewhere.Contact Other, Elsewhere.Deep.Contact Deepest, List<Elsewhere.Contact> Others, Dictionary<string, Elsewhere.Deep.Contact?> Named);

[GoQueueEvent("strangers", "callbacks", "1.0")]
public sealed partial record StrangeCallbacks(int Number) : IJsonOnDeserialized, IJsonOnDeserializing, IJsonOnSerialized, IJsonOnSerializing
{
    public int Seen { get; set; }

    void IJsonOnDeserialized.OnDeserialized() => Seen += 10;
    void IJsonOnDeserializing.OnDeserializing() => Seen += 1;
    void IJsonOnSerialized.OnSerialized() => Seen = 0;
    void IJsonOnSerializing.OnSerializing() => Seen = 7;
}

[GoQueueEvent("strangers", "ordered", "1.0")]
public sealed partial record Ordered2([property: JsonPropertyOrder(5)] int Last, int Middle, [property: JsonPropertyOrder(-5)] string? Early) { [JsonPropertyOrder(-5)] public int AlsoEarly { get; init; } [JsonInclude, JsonPropertyOrder(int.MaxValue)] public int End; }

[GoQueueEvent("strangers", "documents", "1.0")]
public sealed partial record Documents(JsonNode? Node, JsonArray? Array, JsonValue? Value, JsonDocument? Document, JsonElement Element, List<JsonNode?> Nodes, Dictionary<string, JsonElement> Elements, object? Anything, List<object?> Objects);

[GoQueueEvent("strangers", "big", "1.0")]
public sealed partial record Big(
    Int128 A, UInt128? B, Half C, TimeSpan D, TimeOnly E, DateOnly F, Version? G, Uri? H, char I, char? J, sbyte K, byte L, ushort M, uint N, float O, Memory<byte> P, ReadOnlyMemory<byte>? Q, byte[][] R, bool? S, DateTime T, nint? U_ = null)
{
    [JsonIgnore] public nint? U_ { get; init; } = U_;
}

[GoQueueEvent("strangers", "empty-struct", "1.0")]
public readonly partial record struct NothingAtAll;

[GoQueueEvent("strangers", "only-optional", "1.0")]
public sealed partial record OnlyOptional([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? A, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int B, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? C);

public static partial class Outer2
{
    public partial class Group
    {
        [GoQueueEvent("strangers", "nested", "1.0")]
        public sealed partial record NestedEvent(Inner Inner, Group.Inner? Other)
        {
            public sealed record Detail(int Number);

            public Detail? Extra { get; init; }
        }

        public sealed record Inner(int Number);
    }
}
