using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

#pragma warning disable CA1708, CA1716, CA1720, CA1040, CA1051, CA1002, CA2227, CA1819, CA1815, CA1034, CA1715, CA1724, CA1710, CA1711, CA1725, CA1000, CA1822, CA1008, CA1028, CA1033, CA1044, CA1043, CA1024, CA1062, CA1056, CA1065, CA1050, CA1052, CA1032

// A second set of strange types, written after the generator and not for it.
namespace GoQueue.Generated.Tests.Json.Events.Newcomers;

public enum Far : ulong { None, Max = ulong.MaxValue }
public enum Low : sbyte { Min = sbyte.MinValue, Zero = 0 }

[JsonConverter(typeof(JsonStringEnumConverter<Odd>))]
public enum Odd { [JsonStringEnumMemberName("<a>")] A, [JsonStringEnumMemberName("ä ö")] B, None }

[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<Marks>))]
public enum Marks : long { None = 0, One = 1, [JsonStringEnumMemberName("two!")] Two = 2, Both = 3, Top = 1L << 62 }

public class Shell<T>
{
    public sealed class Core<TOther>
    {
        public T? First { get; set; }
        public required TOther Second { get; init; }
        public Dictionary<string, Core<T>>? Again { get; set; }
    }

    public readonly record struct Seed(T Value, T? Maybe);
}

[GoQueueEvent("newcomers", "nested-generics", "1.0")]
public sealed partial record NestedGenerics(
    Dictionary<string, Shell<int>.Core<string>> Named, List<Shell<int?>.Seed> Seeds, Shell<string>.Seed? Seed, Dictionary<Guid, List<Shell<Far>.Core<Low?>?>> Deep, IReadOnlyList<Shell<Shell<int>.Seed>.Seed>? Double);

[GoQueueEvent("newcomers", "dictionaries", "1.0")]
public sealed partial record DeepDictionaries(
    Dictionary<string, Dictionary<int, List<Dictionary<Guid, int?[]>>>> Deep, IReadOnlyDictionary<Odd, IReadOnlySet<string>> Sets, SortedDictionary<string, ImmutableArray<decimal>>? Sorted, FrozenDictionary<string, int>? Frozen,
    OrderedDictionary<string, Odd> Ordered, Dictionary<Marks, Far> ByMarks, Dictionary<Far, byte[]?> Bytes, IDictionary<Low, Odd?> ByLow, ConcurrentLike? Own);

public sealed class ConcurrentLike : ConcurrentDictionary<string, List<int>?>
{
    public ConcurrentLike() { }

    public ConcurrentLike(IDictionary<string, List<int>?> entries) : base(entries) { }
}

public class Root
{
    public Root(string name = "root") => Name = name;
    public string Name { get; init; }
    public virtual string? Over { get; set; } = "over";
    public virtual int Renamed { get; set; }
    [JsonInclude] protected internal int Half { get; set; } = 1;
    [JsonInclude] private protected string? Quarter { get; set; }
    public int WriteOnly { set => _written = value; }
    private int _written;
    public int this[int index] => index + _written;
    public static int Static { get; set; } = 5;
    public const int Constant = 3;
}

public class Branch : Root
{
    public override string? Over { get; set; } = "branch";
    [JsonPropertyName("renamed!")] public override int Renamed { get; set; }
    public new int Static { get; init; } = 8;
}

public sealed class Leaf : Branch
{
    [JsonIgnore] public override string? Over { get; set; }
    public required Marks Marks { get; set; }
}

[GoQueueEvent("newcomers", "overrides", "1.0")]
public sealed partial record Overrides(Root? Root, Branch? Branch, Leaf? Leaf, List<Branch>? Branches);

public abstract record Basis([property: JsonPropertyOrder(5)] Guid Id)
{
    public required string Origin { get; init; }
    public virtual int Version { get; init; } = 1;
    [JsonExtensionData] public Dictionary<string, JsonElement>? Rest { get; set; }
}

public abstract record Middle(Guid Id, string Kind) : Basis(Id)
{
    public override int Version { get; init; } = 2;
    [JsonPropertyOrder(-1)] public Odd? Odd { get; init; }
}

[GoQueueEvent("newcomers", "bases", "1.0")]
public sealed partial record Bases(Guid Id, string Kind, string? Own = null) : Middle(Id, Kind)
{
    public override int Version { get; init; } = 3;
    public string Origin2 => Origin + Own;
    public string Computed => $"{Kind}{Version}";
}

[GoQueueEvent("newcomers", "keywords", "1.0")]
public sealed partial record @event(int @this, string? @base, object? @null, bool @default, Guid @field, DateTime @record, string? @required, int @file, int @scoped, int @await, Odd @enum, List<int>? @yield, int? @value, string? @init)
{
    public string? @new { get; init; }
    public int? @params { get; init; }
}

[GoQueueEvent("newcomers", "type-names", "1.0")]
public sealed partial record TypeNames(Guid Guid, string? String, Uri? System, int Int32, DateTime DateTime, JsonElement JsonElement, List<int>? List, Version? Version, Odd Odd, decimal? Decimal, Half Half)
{
    public int GoQueue { get; init; }
    public int? Text { get; init; }
    public string? Console { get; init; }
    public bool Unsafe { get; init; }
    public string? JsonTypeInfo { get; init; }
}

[GoQueueEvent("newcomers", "literals", "1.0")]
public sealed partial record Literals(
    char Half = '\uD83D', string Odd = "\0\"\\{}\r\n\u2028é", double Up = double.PositiveInfinity, double Down = double.NegativeInfinity, float Not = float.NaN, decimal Most = decimal.MaxValue, decimal Small = 0.0000000000000000000000000001m,
    Odd Undefined = (Odd)99, sbyte Low = sbyte.MinValue, DayOfWeek? Day = DayOfWeek.Friday, Far Far = Far.Max, Far? NoFar = null, Low Negative = Newcomers.Low.Min, nuint? None = null, int Negative2 = int.MinValue, Marks Marks = Marks.One | Marks.Top,
    TimeSpan Span = default, int[]? Array = null, string? Null = null, Int128 Huge = default, double Minus = -0.0, char Quote = '"', char Zero = '\0', string Empty = "", float Epsilon = float.Epsilon)
{
    [JsonIgnore] public nuint? None { get; init; } = None;
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "k<ind", IgnoreUnrecognizedTypeDiscriminators = true)]
[JsonDerivedType(typeof(Plant), "plant")]
[JsonDerivedType(typeof(Flower), "flo\"wer")]
[JsonDerivedType(typeof(Basket<int>), -1)]
[JsonDerivedType(typeof(Basket<Odd>), "odd")]
public class Living { public string? Name { get; set; } }

public class Plant : Living { public int? Height { get; init; } }

public sealed class Flower : Plant { public required Odd Colour { get; init; } public Living? Inside { get; set; } }

public sealed class Basket<T> : Living { public List<T>? Items { get; set; } }

[JsonDerivedType(typeof(Step), "step")]
[JsonDerivedType(typeof(Jump), "jump")]
public abstract record Move { public abstract int Length { get; init; } }

public record Step(int Foot) : Move { public override int Length { get; init; } = 1; }

public sealed record Jump(double Height, Move? Then = null) : Move { [JsonPropertyName("far")] public override int Length { get; init; } = 2; }

[GoQueueEvent("newcomers", "hierarchies", "1.0")]
public sealed partial record Hierarchies(Living? Living, Plant? Plant, List<Living?>? All, Move? Move, Dictionary<string, Move>? Moves, Move[][]? Grid, Step? Step);

public sealed class Reverse : JsonConverter<string>
{
    public override bool HandleNull => true;
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() is { } text ? new([.. text.Reverse()]) : "none";
    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value is null ? "none" : new string([.. value.Reverse()]));
}

public sealed class CommaSeparated : JsonConverter<List<int>>
{
    public override List<int> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        [.. reader.GetString()!.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static text => int.Parse(text, global::System.Globalization.CultureInfo.InvariantCulture))];
    public override void Write(Utf8JsonWriter writer, List<int> value, JsonSerializerOptions options) => writer.WriteStringValue(string.Join(',', value));
}

public sealed class Enveloping : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(Guid);
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => new OfGuid();

    private sealed class OfGuid : JsonConverter<Guid>
    {
        public override Guid Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Read();
            var value = reader.GetGuid();
            reader.Read();
            return value;
        }

        public override void Write(Utf8JsonWriter writer, Guid value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(value);
            writer.WriteEndArray();
        }
    }
}

[JsonConverter(typeof(CelsiusConverter))]
public interface ICelsius { double Degrees { get; } }

public sealed record Celsius(double Degrees) : ICelsius;

public sealed class CelsiusConverter : JsonConverter<ICelsius>
{
    public override ICelsius Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new Celsius(reader.GetDouble());
    public override void Write(Utf8JsonWriter writer, ICelsius value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Degrees);
}

[GoQueueEvent("newcomers", "converters", "1.0")]
public sealed partial record NewConverters(
    [property: JsonConverter(typeof(Reverse))] string? Reversed, [property: JsonConverter(typeof(CommaSeparated))] List<int>? Numbers, [property: JsonConverter(typeof(Enveloping))] Guid Id, [property: JsonConverter(typeof(Enveloping))] Guid? Maybe,
    [property: JsonConverter(typeof(JsonStringEnumConverter))] Far Far, [property: JsonConverter(typeof(JsonStringEnumConverter<Low>))] Low? Low, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(Reverse))] string? Sometimes)
{
    [JsonConverter(typeof(JsonNumberEnumConverter<Odd>))] public Odd AsNumber { get; init; }
    [JsonIgnore] public ICelsius? Ignored { get; init; }
}

public sealed record Temperatures(ICelsius? One, List<ICelsius>? Many);

[JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[GoQueueEvent("newcomers", "numbers", "1.0")]
public sealed partial record StringNumbers(int Int, double? Double, List<float>? Floats, Dictionary<string, Half>? Halves, decimal[]? Decimals, Int128 Huge, [property: JsonNumberHandling(JsonNumberHandling.Strict)] long Strict, Numbered? Nested, byte? Byte);

public sealed record Numbered(int Plain, [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] uint Text);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
[GoQueueEvent("newcomers", "handling", "1.0")]
public sealed partial record NewHandling
{
    public Collection<string> Texts { get; } = ["first"];
    public SortedDictionary<string, int> Sorted { get; } = new() { ["z"] = 1 };
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Replace)] public List<int> Replaced { get; init; } = [1];
    [JsonRequired] public int? Needed { get; init; }
}

public sealed class Bag : IEnumerable<int>
{
    private readonly List<int> _items = [];
    public int Extra { get; set; } = 4;
    public void Add(int item) => _items.Add(item);
    public IEnumerator<int> GetEnumerator() => _items.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public sealed class Registry : KeyedCollection<string, Registered>
{
    protected override string GetKeyForItem(Registered item) => item?.Key ?? "";
}

public sealed record Registered(string? Key);

public class Many<T> : List<T> where T : struct;

public sealed class Few : Many<int>;

[GoQueueEvent("newcomers", "collections", "1.0")]
public sealed partial record NewCollections(
    byte[][]? Blobs, List<byte[]?>? Blobs2, IEnumerable<byte>? Numbers, sbyte[]? Signed, char[]? Letters, ReadOnlyMemory<char> Chars, Memory<byte>? MaybeBytes, ArraySegment<byte> Segment, HashSet<Odd> Odds, Few? Few, Many<Low>? Lows,
    ObservableCollection<string?>? Observed, List<List<List<int?>>>? Cube, ImmutableArray<ImmutableArray<byte[]>> Grid, IReadOnlyCollection<IReadOnlyDictionary<string, Odd>> Maps, KeyValuePair<KeyValuePair<string, int>, Odd?>? Pairs,
    LinkedList<Guid?>? Linked, ICollection<Uri?> Links, ReadOnlyCollection<int?>? ReadOnly, Queue<Queue<int>> Queues, Stack<Stack<string>>? Stacks);

public class Holder<T> { public T? Value { get; set; } public T[]? Values { get; set; } public List<T?>? Maybe { get; set; } }

public class Strict<T> where T : notnull { public T? Value { get; set; } }

[GoQueueEvent("newcomers", "nullables", "1.0")]
public sealed partial record NullableEverything(
    int?[]?[]? Jagged, List<List<int?>?>? Lists, Dictionary<string, Dictionary<string, Guid?>?>? Maps, Holder<int?>? Ints, Holder<Holder<Odd?>?>? Odds, Strict<string>? Strict, Strict<int>? StrictInt, KeyValuePair<int?, string?>? Pair, JsonNode? Node, JsonObject? Object,
    JsonArray? Array, JsonValue? Value, JsonDocument? Document, JsonElement? Element, Memory<int>? Memory, Int128? Big, Tuple<int?, Tuple<string?>?>? Tuple, UInt128? Huge, TimeOnly?[]? Times);

[GoQueueEvent("newcomers", "names", "1.0")]
public sealed partial record WildNames(
    [property: JsonPropertyName("")] int Empty, [property: JsonPropertyName(" ")] int Space, [property: JsonPropertyName("\0")] int Zero, [property: JsonPropertyName("😀")] int Smile, [property: JsonPropertyName("a\"b\\c")] int Quoted,
    [property: JsonPropertyName("a very long name that goes on and on, further than any small buffer, with umlauts äöü and <tags> in it, and then some more words until nobody reads any further at all")] int Long,
    [property: JsonPropertyName("$type")] int Dollar, int ABC, int XMLHttp, int I, int ÄÖ, int _x, int __y, int X1, [property: JsonPropertyName("$id")] string? Id);

public sealed class Ring { public Chain? Chain { get; set; } public Dictionary<string, Ring>? Rings { get; set; } }

public sealed record Chain(Ring? Ring, IReadOnlyList<Chain>? Chains, Knot Knot);

public record struct Knot(Ring? Ring, Odd Odd);

[GoQueueEvent("newcomers", "mutual", "1.0")]
public sealed partial record Mutual(Ring? Ring, Chain? Chain, Knot? Knot, Mutual? Other);

public sealed class ByOrder
{
    public ByOrder(string? last, int FIRST, params int[]? rest) => (Last, First, Rest) = (last, FIRST, rest);
    public int First { get; }
    public int[]? Rest { get; }
    public string? Last { get; }
}

public sealed class Several
{
    public Several() { }
    public Several(int number) => Number = number;
    public Several(int number, string text) => (Number, Text) = (number, text);
    public int Number { get; init; }
    public string? Text { get; init; }
    public string Fixed { get; } = "fixed";
}

public struct Explicitly
{
    public Explicitly() => Number = 7;
    public int Number { get; set; }
    public readonly int Twice => Number * 2;
    public string? Text { readonly get; init; }
}

public readonly struct Marked
{
    [JsonConstructor] public Marked(int number, Odd odd = Odd.B) => (Number, Odd) = (number, odd);
    public Marked(Odd odd) => Odd = odd;
    public int Number { get; }
    public Odd Odd { get; }
}

public sealed record Copied
{
    [SetsRequiredMembers] public Copied(string name) => Name = name;
    public required string Name { get; init; }
    public required int? Other { get; set; }
}

[GoQueueEvent("newcomers", "constructors", "1.0")]
public sealed partial record NewConstructors(ByOrder? Order, Several? Several, Explicitly Explicitly, Explicitly? Maybe, Marked Marked, Marked?[]? MaybeMarked, Copied? Copied);

[GoQueueEvent("newcomers", "struct", "1.0")]
public readonly partial record struct StructWithRules
{
    [JsonConstructor] public StructWithRules(int number, string? text = "x") => (Number, Text) = (number, text);
    public int Number { get; }
    public string? Text { get; }
    public required Odd Odd { get; init; }
    [JsonInclude] private int Hidden { get; init; } = 3;
    public int Sum => Number + Hidden;
}

[GoQueueEvent("newcomers", "class-like", "1.0")]
public sealed partial record Wide(
    int A0, int A1, int A2, int A3, int A4, int A5, int A6, int A7, int A8, int A9, int A10, int A11, int A12, int A13, int A14, int A15, int A16, int A17, int A18, int A19, int A20, int A21, int A22, int A23, int A24, int A25, int A26, int A27, int A28, int A29, int A30,
    int A31, int A32, string? A33, string? A34, Odd A35, Odd? A36, Guid A37, Guid? A38, DateTimeOffset A39)
{
    public required int B0 { get; init; }
    public required int B1 { get; init; }
    public required string? B2 { get; init; }
    public required long B3 { get; init; }
    public int Default { get; init; } = 11;
}

public interface INamed { string? Name { get; } }

[JsonDerivedType(typeof(Thing), "thing")]
public interface ISized : INamed { int Size { get; } }

public sealed record Thing(string? Name, int Size, Odd Odd) : ISized
{
    string? INamed.Name => "explicit";
}

[GoQueueEvent("newcomers", "interfaces", "1.0")]
public sealed partial record NewInterfaces(ISized? Sized, IList<ISized?>? Many, IDictionary<string, ISized>? Named) : INamed
{
    string? INamed.Name => "hidden";
    public string? Name { get; init; }
}

public sealed class Rest { [JsonPropertyOrder(3)] public int A { get; set; } [JsonExtensionData, JsonPropertyOrder(-5)] public IDictionary<string, JsonElement>? More { get; set; } public int B { get; set; } }

[GoQueueEvent("newcomers", "extension", "1.0")]
public sealed partial record NewExtension([property: JsonPropertyOrder(9)] int Last, Rest? Rest, List<Rest?>? Rests)
{
    [JsonExtensionData] public Dictionary<string, object>? Others { get; init; }
}

[GoQueueEvent("newcomers", "omitted", "1.0")]
public sealed partial record NewOmitted(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] double Zero, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Knot Knot, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Odd Odd,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] KeyValuePair<string, int> Pair, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)] int ReadOnly, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)] int? WriteOnly,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonPropertyName("")] string? Empty, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Dictionary<Odd, Far>? Map)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public string? Always { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public Half Half { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public float Minus { get; init; } = -0f;
}

[Obsolete("old"), GoQueueEvent("newcomers", "obsolete", "1.0")]
public sealed partial record OldEvent([property: Obsolete("older")] int Number, OldPart? Part);

[Obsolete("old part")]
public sealed record OldPart(int Number) { [Experimental("NEW001")] public int Tried { get; init; } }

internal static partial class Drawer
{
    internal partial interface IShelf
    {
        internal partial record struct Box
        {
            [GoQueueEvent("newcomers", "drawer", "1.0", Name = "Drawn")]
            internal sealed partial record Drawn(Label Label, Label? Maybe, Dictionary<string, Label> Labels);

            internal readonly record struct Label(string? Text, Far Far);
        }
    }
}
