using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace GoQueue.NativeAot.Json;

#pragma warning disable CA1720 // members are named after the types they have

[JsonConverter(typeof(JsonStringEnumConverter<Color>))]
internal enum Color
{
    Red,

    [JsonStringEnumMemberName("deep-blue")]
    Blue,
}

[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<Modes>))]
internal enum Modes
{
    None = 0,
    Read = 1,
    Write = 2,
}

[GoQueueEvent("aot", "scalars", "1.0")]
internal sealed partial record AllScalars
{
    public string? Text { get; init; }
    public char Letter { get; init; }
    public bool Truth { get; init; }
    public byte Byte { get; init; }
    public sbyte SByte { get; init; }
    public short Int16 { get; init; }
    public ushort UInt16 { get; init; }
    public int Int32 { get; init; }
    public uint UInt32 { get; init; }
    public long Int64 { get; init; }
    public ulong UInt64 { get; init; }
    public Int128 Int128 { get; init; }
    public UInt128 UInt128 { get; init; }
    public Half Half { get; init; }
    public float Single { get; init; }
    public double Double { get; init; }
    public decimal Decimal { get; init; }
    public Guid Guid { get; init; }
    public DateTime DateTime { get; init; }
    public DateTimeOffset DateTimeOffset { get; init; }
    public DateOnly DateOnly { get; init; }
    public TimeOnly TimeOnly { get; init; }
    public TimeSpan TimeSpan { get; init; }
    public Uri? Uri { get; init; }
    public Version? Version { get; init; }
    public byte[]? Bytes { get; init; }
    public ReadOnlyMemory<byte> Memory { get; init; }
    public Stage Number { get; init; }
    public Color Name { get; init; }
    public Modes Modes { get; init; }
    public int? Nullable { get; init; }
    public JsonElement Element { get; init; }
    public JsonNode? Node { get; init; }
    public JsonDocument? Document { get; init; }
}

internal readonly record struct Item(string Sku, int Quantity);

[GoQueueEvent("aot", "collections", "1.0")]
internal sealed partial record AllCollections
{
    public int[]? Array { get; init; }
    public int[][]? Jagged { get; init; }
    public List<Item>? List { get; init; }
    public IReadOnlyList<Item>? ReadOnlyList { get; init; }
    public IList<string>? IList { get; init; }
    public ICollection<Guid>? ICollection { get; init; }
    public IEnumerable<decimal>? IEnumerable { get; init; }
    public ImmutableArray<Item> ImmutableArray { get; init; }
    public ImmutableList<string>? ImmutableList { get; init; }
    public ImmutableHashSet<int>? ImmutableSet { get; init; }
    public HashSet<int>? HashSet { get; init; }
    public ISet<int>? ISet { get; init; }
    public Queue<Color>? Queue { get; init; }
    public Stack<int>? Stack { get; init; }
    public ConcurrentQueue<int>? Concurrent { get; init; }
    public Collection<double?>? Collection { get; init; }
    public ReadOnlyMemory<int> Memory { get; init; }
    public Dictionary<string, Item>? Dictionary { get; init; }
    public IReadOnlyDictionary<string, int>? ReadOnlyDictionary { get; init; }
    public SortedDictionary<int, string>? Sorted { get; init; }
    public ImmutableDictionary<Guid, int>? ImmutableDictionary { get; init; }
    public Dictionary<Color, Modes>? ByEnum { get; init; }
    public Dictionary<DateOnly, TimeSpan>? ByDay { get; init; }
    public KeyValuePair<string, int> Pair { get; init; }
}

[JsonDerivedType(typeof(ByCard), "card")]
[JsonDerivedType(typeof(ByInvoice), 2)]
internal abstract record Paid(decimal Amount);

internal sealed record ByCard(decimal Amount, string Network) : Paid(Amount);

internal sealed record ByInvoice(decimal Amount, Paid? Rest) : Paid(Amount);

internal sealed record Wrapped<T>(T Value)
{
    public T? Other { get; init; }
    public required string Label { get; init; }

    [JsonInclude]
    private T? Hidden { get; set; }

    public Wrapped<T> Hide(T value)
    {
        Hidden = value;
        return this;
    }
}

internal readonly record struct Sized<T>(T Value)
    where T : struct;

internal sealed class Chosen
{
    public Chosen(string text) => Text = text;

    [JsonConstructor]
    private Chosen(int number, string text) => (Number, Text) = (number, text);

    public int Number { get; }
    public string Text { get; }
}

internal sealed class TreeNode
{
    public int Value { get; set; }
    public List<TreeNode>? Children { get; set; }
}

internal sealed class DegreesConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble() / 10;

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value * 10);
}

[GoQueueEvent("aot", "shapes", "1.0")]
internal sealed partial record AllShapes(Paid? Paid, List<Paid>? Payments, Wrapped<int>? Number, Wrapped<Item?>? Item, Sized<Guid> Sized, Chosen? Chosen, TreeNode? Tree)
{
    public string Initial { get; init; } = "initial";
    public required int Required { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Absent { get; init; }

    [JsonConverter(typeof(DegreesConverter))]
    public double Degrees { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long Text { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; init; }
}

[GoQueueEvent("aot", "secret", "1.0")]
internal sealed partial record WithSecret([Sensitive] string Password, string User);

[JsonSerializable(typeof(ByOwnContext))]
internal sealed partial class OwnContext : JsonSerializerContext;

[GoQueueEvent("aot", "own", "1.0", JsonContext = typeof(OwnContext))]
internal sealed partial record ByOwnContext(int SomeNumber);
