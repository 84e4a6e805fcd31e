using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoQueue.Generated.Json;

namespace GoQueue.NativeAot.Json;

/// <summary>Writes an event of every supported kind in every way, reads it back, and writes what was read.</summary>
internal static class JsonRoundTrips
{
    /// <summary>Runs all checks.</summary>
    /// <param name="checks">Where the results go.</param>
    public static void Run(Checks checks)
    {
        RoundTrip(checks, Scalars(), "built-in types");
        RoundTrip(checks, new AllScalars { Element = JsonDocument.Parse("null").RootElement }, "default values");
        RoundTrip(checks, Collections(), "collections");
        RoundTrip(checks, new AllCollections { ImmutableArray = [] }, "absent collections");
        RoundTrip(checks, Shapes(), "polymorphism, generics, private constructors, recursion, converters, extension data");
        RoundTrip(checks, new AllShapes(null, null, null, null, default, null, null) { Required = 1 }, "absent objects");
        RoundTrip(checks, new ByOwnContext(1), "a context of the user's own");
        checks.That(
            Text(JsonSerializer.SerializeToUtf8Bytes(new ByOwnContext(1), EventDescriptor.For<ByOwnContext>().JsonTypeInfo)) == """{"someNumber":1}""",
            "a user's context writes under the assembly's settings");
        checks.That(Text(Direct(new WithSecret("secret", "ann"), EventDescriptor.For<WithSecret>().RedactedJsonWriter!)) == """{"password":"***","user":"ann"}""", "a log masks secrets");
        checks.That(
            JsonSerializer.Deserialize("""{"required":1}""", EventDescriptor.For<AllShapes>().JsonTypeInfo) is { Initial: "initial" },
            "an init-only member keeps its initializer");
    }

    private static void RoundTrip<T>(Checks checks, T value, string kind)
        where T : IGoQueueEvent<T>
    {
        var info = EventDescriptor.For<T>().JsonTypeInfo;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, info);
        var read = JsonSerializer.Deserialize(bytes, info);
        checks.That(JsonSerializer.SerializeToUtf8Bytes(read!, info).AsSpan().SequenceEqual(bytes), $"JSON of {kind} is read back");
        if (EventDescriptor.For<T>().JsonWriter is { } writer)
        {
            checks.That(Direct(value, writer).AsSpan().SequenceEqual(bytes), $"JSON of {kind} is the same by the direct writer");
        }
    }

    private static byte[] Direct<T>(T value, EventJsonWriter<T> writer)
    {
        var output = new ArrayBufferWriter<byte>();
        var json = new JsonSpanWriter(output, 64);
        writer(ref json, value);
        json.Complete();
        return output.WrittenSpan.ToArray();
    }

    private static string Text(byte[] json) => Encoding.UTF8.GetString(json);

    private static AllScalars Scalars() => new()
    {
        Text = "plain <&> é 😀",
        Letter = 'é',
        Truth = true,
        Byte = byte.MaxValue,
        SByte = sbyte.MinValue,
        Int16 = short.MinValue,
        UInt16 = ushort.MaxValue,
        Int32 = int.MinValue,
        UInt32 = uint.MaxValue,
        Int64 = long.MinValue,
        UInt64 = ulong.MaxValue,
        Int128 = Int128.MinValue,
        UInt128 = UInt128.MaxValue,
        Half = Half.Epsilon,
        Single = float.MaxValue,
        Double = double.Epsilon,
        Decimal = 1.10m,
        Guid = Guid.AllBitsSet,
        DateTime = new DateTime(2026, 11, 23, 8, 17, 42, 120, DateTimeKind.Utc),
        DateTimeOffset = new DateTimeOffset(2026, 11, 23, 8, 17, 42, TimeSpan.FromHours(-1)),
        DateOnly = new DateOnly(2026, 11, 23),
        TimeOnly = new TimeOnly(8, 17, 42),
        TimeSpan = TimeSpan.FromHours(30),
        Uri = new Uri("https://example.com/a?b=c&d"),
        Version = new Version(1, 2, 3),
        Bytes = [0xFB, 0xFF],
        Memory = new byte[] { 1, 2, 3 },
        Number = Stage.Linked,
        Name = Color.Blue,
        Modes = Modes.Read | Modes.Write,
        Nullable = 5,
        Element = JsonDocument.Parse("[1,{}]").RootElement,
        Node = JsonNode.Parse("{\"a\":null}"),
        Document = JsonDocument.Parse("[true]"),
    };

    private static AllCollections Collections() => new()
    {
        Array = [1, 2],
        Jagged = [[1], []],
        List = [new("a", 1)],
        ReadOnlyList = [new("b", 2), new("c", 3)],
        IList = ["x"],
        ICollection = [Guid.Empty],
        IEnumerable = [1.5m],
        ImmutableArray = [new("d", 4)],
        ImmutableList = ["y"],
        ImmutableSet = [7],
        HashSet = [8],
        ISet = new HashSet<int> { 9 },
        Queue = new([Color.Red, Color.Blue]),
        Stack = new([1]),
        Concurrent = new([1, 2]),
        Collection = [1.5, null],
        Memory = new[] { 1, 2 },
        Dictionary = new() { ["k"] = new("e", 5) },
        ReadOnlyDictionary = new Dictionary<string, int> { ["é"] = 1 },
        Sorted = new() { [2] = "two", [1] = "one" },
        ImmutableDictionary = System.Collections.Immutable.ImmutableDictionary<Guid, int>.Empty.Add(Guid.Empty, 1),
        ByEnum = new() { [Color.Blue] = Modes.Write },
        ByDay = new() { [new DateOnly(2026, 11, 23)] = TimeSpan.FromMinutes(1) },
        Pair = new("p", 1),
    };

    private static AllShapes Shapes() => new(
        new ByCard(1.5m, "visa"),
        [new ByInvoice(2m, new ByCard(1m, "amex")), new ByCard(3m, "n")],
        new Wrapped<int>(1) { Label = "number", Other = 2 }.Hide(3),
        new Wrapped<Item?>(new Item("s", 1)) { Label = "item" }.Hide(new Item("t", 2)),
        new Sized<Guid>(Guid.AllBitsSet),
        new Chosen("chosen"),
        new TreeNode { Value = 1, Children = [new TreeNode { Value = 2 }] })
    {
        Initial = "other",
        Required = 1,
        Degrees = 36.5,
        Text = long.MaxValue,
        Others = new() { ["other"] = JsonDocument.Parse("{\"deep\":[1]}").RootElement },
    };
}
