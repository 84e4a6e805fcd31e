using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GoQueue.Generated.Tests.Json.Events;

[JsonDerivedType(typeof(Card), "card")]
[JsonDerivedType(typeof(Invoice), "invoice")]
public abstract record Payment(decimal Amount);

public sealed record Card(decimal Amount, string Network) : Payment(Amount);

public sealed record Invoice(decimal Amount, string? Number, Payment? Instead) : Payment(Amount);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Circle), 1)]
[JsonDerivedType(typeof(Square), 2)]
public interface IShape
{
    string Name { get; }
}

public sealed record Circle(string Name, double Radius) : IShape;

public sealed record Square(string Name, int Side) : IShape;

[GoQueueEvent("json", "polymorphic", "1.0")]
public sealed partial record Polymorphic(Payment? Payment, IReadOnlyList<Payment?>? Payments, IShape? Shape, Dictionary<string, IShape>? Shapes);

public class Animal
{
    public virtual string Name { get; set; } = "animal";
    public virtual int Legs { get; set; }
    public int Age { get; set; }

    [JsonInclude]
    public int Weight;

    [JsonIgnore]
    public virtual string Hidden { get; set; } = "";
}

public class Dog : Animal
{
    public override string Name { get; set; } = "dog";
    public new string Age { get; set; } = "";

    [JsonIgnore]
    public override int Legs { get; set; }

    public override string Hidden { get; set; } = "";
    public string? Owner { get; set; }
}

public sealed class Puppy : Dog
{
    [JsonPropertyOrder(-5)]
    public DateOnly Born { get; set; }
}

[GoQueueEvent("json", "inheritance", "1.0")]
public sealed partial record Inheritance(Animal Animal, Dog Dog, Puppy? Puppy, List<Animal>? Animals);

public abstract partial record BaseEvent(Guid Id)
{
    public DateTimeOffset At { get; init; }
}

[GoQueueEvent("json", "derived-event", "1.0")]
public sealed partial record DerivedEvent(Guid Id, string Name) : BaseEvent(Id);

public sealed record Envelope<T>(T Value, int Number)
{
    public T? Other { get; init; }
    public required string Label { get; init; }
}

public sealed class Pair<TFirst, TSecond>
    where TFirst : struct
    where TSecond : class, new()
{
    public TFirst First { get; init; }

    [JsonInclude]
    private TSecond? Second { get; set; }

    [JsonInclude]
    internal TFirst Field = default;

    public sealed record Inner(TFirst Value)
    {
        public string? Text { get; init; }
    }

    public TSecond? Read() => Second;
}

public readonly record struct Measure<T>(T Value)
    where T : struct
{
    public string Unit { get; init; } = "m";
}

[GoQueueEvent("json", "generics", "1.0")]
public sealed partial record Generics(
    Envelope<int> Numbers,
    Envelope<Line?>? Lines,
    Envelope<Envelope<string>>? Nested,
    Pair<int, Person>? Pair,
    Pair<Guid, Person>.Inner? Inner,
    Measure<decimal> Measure,
    Measure<int>? MaybeMeasure,
    List<Envelope<Status>>? Many);

public sealed class Node
{
    public int Value { get; set; }
    public Node? Next { get; set; }
    public List<Node>? Children { get; set; }
}

[GoQueueEvent("json", "recursive", "1.0", Validate = false)]
public sealed partial record Recursive(string Name, Node? Root, Recursive? Self, Dictionary<string, Recursive>? Named);

[GoQueueEvent("json", "extension", "1.0")]
public sealed partial record Extension(int Number)
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

[GoQueueEvent("json", "extension-init", "1.0")]
public sealed partial record ExtensionInit
{
    public int Number { get; init; }

    [JsonExtensionData]
    public IDictionary<string, object>? Others { get; init; }
}

public sealed class HexConverter : JsonConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        int.Parse(reader.GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString("x8", CultureInfo.InvariantCulture));

    public override int ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WritePropertyName(value.ToString("x8", CultureInfo.InvariantCulture));
}

[JsonConverter(typeof(TemperatureConverter))]
public readonly record struct Temperature(double Degrees);

public sealed class TemperatureConverter : JsonConverter<Temperature>
{
    public override Temperature Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetDouble());

    public override void Write(Utf8JsonWriter writer, Temperature value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Degrees);
}

public sealed class WrappingFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(string);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => new Wrapping();

    private sealed class Wrapping : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()?.Trim('[', ']');

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue($"[{value.Trim('[', ']')}]");
    }
}

[GoQueueEvent("json", "converters", "1.0")]
public sealed partial record Converters(
    [property: JsonConverter(typeof(HexConverter))] int Hex,
    [property: JsonConverter(typeof(HexConverter))] int? MaybeHex,
    Temperature Temperature,
    Temperature? MaybeTemperature,
    List<Temperature>? Temperatures,
    [property: JsonConverter(typeof(WrappingFactory))] string? Wrapped,
    [property: JsonConverter(typeof(JsonStringEnumConverter))] Channel Channel,
    [property: JsonConverter(typeof(JsonStringEnumConverter<Channel>))] Channel? MaybeChannel,
    [property: JsonConverter(typeof(JsonNumberEnumConverter<Status>))] Status Status);

[JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
public sealed record Stringly(int Number, double Real, List<int>? Many);

[GoQueueEvent("json", "numbers", "1.0")]
public sealed partial record Numbers(
    Stringly? Stringly,
    [property: JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] double Named,
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] decimal Text,
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] List<long>? Texts,
    int Plain);

[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
public sealed class Filled
{
    public List<int> Many { get; } = [];

    [JsonObjectCreationHandling(JsonObjectCreationHandling.Replace)]
    public List<int> Replaced { get; set; } = [];

    public Dictionary<string, int> Named { get; } = [];
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record Strict(int Known);

[GoQueueEvent("json", "handling", "1.0")]
public sealed partial record Handling(Filled Filled, Strict? Strict)
{
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Replace)]
    public List<int>? Kept { get; init; }
}

public sealed class Called : IJsonOnSerializing, IJsonOnSerialized, IJsonOnDeserialized
{
    public int Number { get; set; }

    [JsonIgnore]
    public int Calls { get; private set; }

    public void OnSerializing() => Calls++;

    public void OnSerialized() => Calls++;

    public void OnDeserialized() => Number += Calls;
}

[GoQueueEvent("json", "callbacks", "1.0")]
public sealed partial record Callbacks(Called? Called, List<Called>? More) : IJsonOnSerializing
{
    public int Seen { get; set; }

    public void OnSerializing() => Seen = 7;
}

public sealed class Chosen
{
    public Chosen(string text) => Text = text;

    [JsonConstructor]
    private Chosen(int number, string text) => (Number, Text) = (number, "read " + text);

    public int Number { get; }
    public string Text { get; }
}

public sealed class Sets
{
    [SetsRequiredMembers]
    public Sets() => Text = "set";

    public required string Text { get; set; }

    [JsonRequired]
    public int Number { get; set; }
}

public struct Explicit
{
    public Explicit() => Number = 5;

    public int Number { get; set; }
    public required string Text { get; init; }
}

[method: JsonConstructor]
public readonly record struct Marked(int Number, string? Text);

public class PrivateSetters
{
    [JsonInclude]
    public string? Included { get; private set; } = "included";

    [JsonInclude]
    protected int Protected { get; set; } = 3;

    [JsonInclude]
    public readonly int ReadOnly = 4;

    public string ReadOnlyProperty => "computed";
}

[GoQueueEvent("json", "constructors", "1.0")]
public sealed partial record Constructors(Chosen? Chosen, Sets? Sets, Explicit Explicit, Marked Marked, Marked? MaybeMarked, PrivateSetters? Setters);

[GoQueueEvent("json", "initializers", "1.0")]
public sealed partial record Initializers
{
    public string? Web { get; init; } = "web";
    public int[]? Three { get; init; } = [1, 2, 3];
    public List<string>? Names { get; set; } = ["a"];
    public required string? Required { get; init; }
    public Address Address { get; init; } = new("street", null) { Country = "de" };
}

[GoQueueEvent("json", "struct-event", "1.0")]
public readonly partial record struct StructEvent(int Number, string? Text, Line Line)
{
    public Guid Id { get; init; }
}

[GoQueueEvent("json", "class-like", "1.0")]
public sealed partial record Nominal
{
    public int Number { get; set; }
    public string? Text { get; set; }

    [AllowNull]
    public string NeverNull { get => field ?? "never"; init; }

    [MaybeNull]
    public string Maybe { get; init; }
}

[GoQueueEvent("json", "names", "1.0")]
public sealed partial record Names(int @int, string? Ünïcödé, int URL, int IOStream, int ID2, int a, int A1B2, int snake_case, int _underscored, int value, int json, int writer, int first, int options)
{
    [JsonPropertyName("with \"quotes\" and \\ and \u0001")]
    public int Escaped { get; init; }

    [JsonPropertyName("")]
    public int Empty { get; init; }

    [JsonPropertyName("\ud83d\ude00")]
    public int Emoji { get; init; }
}

[GoQueueEvent("json", "empty", "1.0")]
public sealed partial record Empty;

[GoQueueEvent("json", "all-omitted", "1.0")]
public sealed partial record Omitted(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? A,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int B,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int? C,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Line D,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Line? E,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] List<int>? F,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Status G);

public sealed class Ordered
{
    [JsonPropertyOrder(2)]
    public int A { get; set; }

    public int B { get; set; }

    [JsonPropertyOrder(-1)]
    public int C { get; set; }

    public int D { get; set; }

    [JsonPropertyOrder(2)]
    public int E { get; set; }
}

[GoQueueEvent("json", "ordered", "1.0")]
public sealed partial record OrderedEvent(Ordered Ordered, int Last);

#pragma warning disable CS0618, CS0612, GQTEST
[Obsolete("old")]
public sealed record Old(int Number);

[Experimental("GQTEST")]
public sealed record New(int Number);

[GoQueueEvent("json", "raising", "1.0")]
public sealed partial record Raising(Old? Old, New? New)
{
    [Obsolete("old member")]
    public int OldMember { get; init; }

    [Experimental("GQTEST")]
    public int NewMember { get; init; }
}
#pragma warning restore CS0618, CS0612, GQTEST

public enum Aliased
{
    First,
    Second = 0,
    Third,
}

[GoQueueEvent("json", "enums", "1.0")]
public sealed partial record Enums([property: JsonConverter(typeof(JsonStringEnumConverter))] Aliased Aliased, Status[]? Many, Rights? Maybe, Dictionary<Aliased, Rights>? Named);

public static partial class Outer
{
    [GoQueueEvent("json", "outer.location", "1.0")]
    public sealed partial record Location(int Latitude, Inner.Location Inner);

    public static partial class Inner
    {
        public sealed record Location(int Longitude);
    }
}

[GoQueueEvent("json", "location", "1.0")]
public sealed partial record Location(string Name, Outer.Inner.Location Place);

[GoQueueEvent("json", "internal", "1.0")]
internal sealed partial record InternalEvent(int Number, InternalPart Part);

internal sealed record InternalPart(string Text);

[GoQueueEvent("json", "tuple-class", "1.0")]
public sealed partial record WithTuple(Tuple<int, string?> Tuple);
