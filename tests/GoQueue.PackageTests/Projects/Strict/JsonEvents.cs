using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using GoQueue;

namespace Strict;

public enum Kind { Guest, Member = 7 }

[Flags]
public enum Rights : byte { None = 0, Read = 1, Write = 2 }

[JsonConverter(typeof(JsonStringEnumConverter<Channel>))]
public enum Channel { Web, [JsonStringEnumMemberName("in-store")] Store }

public sealed record Line(string Sku, int Quantity, Kind Kind);

public readonly record struct Size(int Width, decimal Height);

public sealed record Page<T>(T Item, List<T>? More);

public sealed record Node(string Name, Node? Next);

[JsonDerivedType(typeof(Card), "card")]
[JsonDerivedType(typeof(Invoice), "invoice")]
public abstract record Payment(decimal Amount);

public sealed record Card(decimal Amount, string Network) : Payment(Amount);

public sealed record Invoice(decimal Amount, string? Number) : Payment(Amount);

public sealed class HexConverter : JsonConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        int.Parse(reader.GetString()!, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("x", System.Globalization.CultureInfo.InvariantCulture));
}

public sealed class Hidden
{
    [JsonConstructor]
    private Hidden(int number, string text) => (Number, Text) = (number, text);

    [JsonInclude]
    internal int Number { get; private set; }

    public string Text { get; }

    [JsonInclude]
    public int Field;

    public static Hidden Create(int number) => new(number, "");
}

[GoQueueEvent("json", "scalars", "1.0")]
public sealed partial record Scalars(
    bool A, byte B, short C, int D, long E, float F, double G, decimal H, char I, string J, Guid K, DateTime L, DateTimeOffset M, DateOnly N, TimeOnly O,
    TimeSpan P, Uri Q, Version R, byte[] S, Half T, Int128 U, JsonElement V, int? W, Kind? X, Guid? Y, string? Z);

[GoQueueEvent("json", "enums", "1.0")]
public sealed partial record Enums(Kind Kind, Rights Rights, Channel Channel, Channel? Maybe, [property: JsonConverter(typeof(JsonStringEnumConverter<Kind>))] Kind Text);

[GoQueueEvent("json", "collections", "1.0")]
public sealed partial record Sequences(
    int[] A, List<string> B, IReadOnlyList<Line> C, IEnumerable<Size> D, ImmutableArray<int> E, HashSet<long> F, List<List<int?>>? G, Line?[] H, ReadOnlyMemory<byte> I,
    Queue<string> J, IReadOnlySet<string> K, ImmutableList<Line> L);

[GoQueueEvent("json", "dictionaries", "1.0")]
public sealed partial record Dictionaries(
    Dictionary<string, int> A, IReadOnlyDictionary<string, Line>? B, Dictionary<Kind, Rights> C, ImmutableDictionary<string, string> D, SortedDictionary<Guid, List<Line>> E);

[GoQueueEvent("json", "nested", "1.0")]
public sealed partial record Nesting(Line Line, Size Size, Size? Maybe, Node Node, Page<string> Page, Page<string?> Nullable, Page<Page<int>>? Deep, Payment Payment, List<Payment?> More);

[GoQueueEvent("json", "attributes", "1.0")]
public sealed partial record Attributed(
    [property: JsonPropertyName("given name")] string Given,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Sometimes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Maybe,
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] long Big,
    [property: JsonConverter(typeof(HexConverter))] int Hex,
    [property: JsonRequired] int Needed,
    int Defaulted = 5,
    Kind DefaultedKind = Kind.Member)
{
    [JsonIgnore]
    public string Computed => Given + Hex.ToString(System.Globalization.CultureInfo.InvariantCulture);

    [JsonInclude]
    internal string Secret { get; init; } = "";

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

[GoQueueEvent("json", "accessors", "1.0")]
public sealed partial record Accessing(Hidden Hidden, Hidden? More);

[GoQueueEvent("json", "context", "1.0", JsonContext = typeof(OwnContext))]
public sealed partial record WithContext(int Id, Line Line);

[JsonSerializable(typeof(WithContext))]
internal sealed partial class OwnContext : JsonSerializerContext;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(Closed), "closed")]
[GoQueueEvent("json", "abstract", "1.0")]
public abstract partial record Door(int Id);

public sealed record Opened(int Id, string By) : Door(Id);

public sealed record Closed(int Id) : Door(Id);
