using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using GoQueue.Generators.Contracts;

namespace GoQueue.Generators.Tests.Contracts;

/// <summary>Real readers of JSON: consumers of an old shape that get messages of a new one.</summary>
internal static class GroundTruth
{
    private static readonly JsonSerializerOptions s_web = new(JsonSerializerDefaults.Web);
    private static readonly JsonSerializerOptions s_default = new();

    [JsonConverter(typeof(JsonStringEnumConverter<TextEnum>))]
    [Newtonsoft.Json.JsonConverter(typeof(Newtonsoft.Json.Converters.StringEnumConverter))]
    public enum TextEnum { Open = 1, Closed = 2 }

    [Flags]
    [JsonConverter(typeof(JsonStringEnumConverter<FlagsEnum>))]
    [Newtonsoft.Json.JsonConverter(typeof(Newtonsoft.Json.Converters.StringEnumConverter))]
    public enum FlagsEnum { Open = 1, Closed = 2 }

    public enum NumberEnum { Open = 1, Closed = 2 }

    public sealed class Holder<T>
    {
        public T? Value { get; set; }
    }

    /// <summary>The readers that are called tolerant: System.Text.Json with its defaults and with those of the web, and Newtonsoft.Json.</summary>
    public static IReadOnlyList<Type> ConsumersOf(string type) => type switch
    {
        "enum" => [typeof(TextEnum), typeof(string)],
        "flags" => [typeof(FlagsEnum), typeof(string)],
        "enum:int" => [typeof(NumberEnum), typeof(int)],
        _ => [TypeOf(type)],
    };

    public static IReadOnlyList<string> Types { get; } = [.. ContractTypes.Scalars, "enum:int"];

    /// <summary>Reads a message with each reader.</summary>
    /// <param name="consumer">The type of the value that the consumer has.</param>
    /// <param name="message">The message.</param>
    /// <param name="known">The members of it that the consumer knows; null for all.</param>
    /// <returns>Of each reader whether it got the value that was sent.</returns>
    public static IEnumerable<(string Reader, bool IsSame)> Read(Type consumer, string message, string? known = null)
    {
        known ??= message;
        var holder = typeof(Holder<>).MakeGenericType(consumer);
        yield return ("System.Text.Json default", IsSame(known, () => JsonSerializer.Deserialize(message, holder, s_default), static value => JsonSerializer.Serialize(value, value.GetType(), s_default)));
        yield return ("System.Text.Json Web", IsSame(known, () => JsonSerializer.Deserialize(message, holder, s_web), static value => JsonSerializer.Serialize(value, value.GetType(), s_default)));
        if (consumer != typeof(Int128) && consumer != typeof(UInt128) && consumer != typeof(Half))
        {
            yield return ("Newtonsoft.Json", IsSame(known, () => Newtonsoft.Json.JsonConvert.DeserializeObject(message, holder), static value => JsonSerializer.Serialize(value, value.GetType(), s_default)));
        }
    }

    /// <summary>Messages of a type: the values at its edges.</summary>
    public static IEnumerable<string> MessagesOf(string type) => SamplesOf(type).Select(static value => JsonSerializer.Serialize(new { Value = value }, s_default));

    /// <summary>A message of a type with a random value.</summary>
    public static string RandomMessageOf(string type, Random random) => JsonSerializer.Serialize(new { Value = RandomOf(type, random) }, s_default);

    /// <summary>The JSON of a random value, or of one at an edge of the type.</summary>
    public static string RandomValueOf(string type, Random random)
    {
        var value = random.Next(3) == 0 ? SamplesOf(type)[random.Next(SamplesOf(type).Length)] : RandomOf(type, random);
        return JsonSerializer.Serialize(value, value.GetType(), s_default);
    }

    private static object RandomOf(string type, Random random)
    {
        var bits = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(0, 63);
        var ticks = random.NextInt64(0, new DateTime(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks);
        return type switch
        {
            "sbyte" => (sbyte)bits,
            "byte" => (byte)bits,
            "short" => (short)bits,
            "ushort" => (ushort)bits,
            "int" => (int)bits,
            "uint" => (uint)bits,
            "long" => bits,
            "ulong" => (ulong)bits,
            "int128" => (Int128)bits * bits,
            "uint128" => (UInt128)(ulong)bits * (ulong)bits,
            "half" => (Half)(random.NextSingle() * random.Next(-60_000, 60_000)),
            "float" => random.NextSingle() * (float)Math.Pow(10, random.Next(-30, 30)),
            "double" => random.NextDouble() * Math.Pow(10, random.Next(-300, 300)),
            "decimal" => new decimal(random.Next(), random.Next(), random.Next(), random.Next(2) == 0, (byte)random.Next(0, 29)),
            "string" => new string([.. Enumerable.Range(0, random.Next(0, 12)).Select(_ => (char)random.Next(' ', 0xd7ff))]),
            "char" => (char)random.Next(' ', 0xd7ff),
            "uuid" => new Guid([.. Enumerable.Range(0, 16).Select(_ => (byte)random.Next())]),
            "datetime" => new DateTime(ticks, (DateTimeKind)random.Next(0, 2)),
            "datetimeoffset" => new DateTimeOffset(ticks + TimeSpan.TicksPerDay, TimeSpan.FromMinutes(random.Next(-840, 840))),
            "date" => DateOnly.FromDateTime(new DateTime(ticks, DateTimeKind.Utc)),
            "time" => new TimeOnly(ticks % TimeSpan.TicksPerDay),
            "timespan" => new TimeSpan(bits),
            "base64" => Enumerable.Range(0, random.Next(0, 20)).Select(_ => (byte)random.Next()).ToArray(),
            "enum:int" => (NumberEnum)(int)bits,
            "bool" => random.Next(2) == 0,
            _ => SamplesOf(type)[random.Next(SamplesOf(type).Length)],
        };
    }

    private static bool IsSame(string message, Func<object?> read, Func<object, string> write)
    {
        try
        {
            if (read() is not { } found)
            {
                return false;
            }

            using var sent = JsonDocument.Parse(message);
            using var got = JsonDocument.Parse(write(found));
            return found.GetType().GetProperty("Value")!.GetValue(found) is Enum value
                ? IsSameEnum(value, sent.RootElement.GetProperty("Value"))
                : JsonElement.DeepEquals(sent.RootElement, got.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or Newtonsoft.Json.JsonException or FormatException or OverflowException or ArgumentException or InvalidCastException or InvalidOperationException or NotSupportedException)
        {
            return false;
        }
    }

    // The consumer has the member that was sent, whichever of both forms its own JSON has.
    private static bool IsSameEnum(Enum value, JsonElement sent) => sent.ValueKind switch
    {
        JsonValueKind.Number => sent.TryGetInt64(out var number) && Convert.ToInt64(value, CultureInfo.InvariantCulture) == number,
        JsonValueKind.String => string.Equals(value.ToString(), sent.GetString(), StringComparison.Ordinal),
        _ => false,
    };

    private static Type TypeOf(string type) => SamplesOf(type)[0].GetType();

    private static object[] SamplesOf(string type) => type switch
    {
        "sbyte" => [(sbyte)1, sbyte.MinValue, sbyte.MaxValue],
        "byte" => [(byte)1, byte.MinValue, byte.MaxValue],
        "short" => [(short)1, short.MinValue, short.MaxValue],
        "ushort" => [(ushort)1, ushort.MinValue, ushort.MaxValue],
        "int" => [1, int.MinValue, int.MaxValue],
        "uint" => [1u, uint.MinValue, uint.MaxValue],
        "long" => [1L, long.MinValue, long.MaxValue, (1L << 53) + 1],
        "ulong" => [1UL, ulong.MinValue, ulong.MaxValue],
        "int128" => [Int128.One, Int128.MinValue, Int128.MaxValue],
        "uint128" => [UInt128.One, UInt128.MaxValue],
        "half" => [(Half)1, (Half)0.1, Half.MaxValue, Half.MinValue],
        "float" => [1f, 0.1f, 1.5f, float.MaxValue, float.MinValue, 1e-20f],
        "double" => [1d, 0.1, 1.5, 0.12345678901234567, double.MaxValue, double.MinValue, 1e-200],
        "decimal" => [1m, 1.0m, 0.1m, 1.5m, 0.1234567890123456789012345678m, decimal.MaxValue, decimal.MinValue],
        "string" => ["", "a", "not of any format", "1", "2026-11-30", "http://[", "\ud83d\ude00"],
        "char" => ['a', 'é'],
        "uuid" => [Guid.Parse("019e2c55-0000-7000-8000-000000000001"), Guid.Empty],
        "datetime" => [new DateTime(2026, 11, 30, 1, 2, 3, DateTimeKind.Utc), new DateTime(2026, 11, 30, 1, 2, 3, 4, DateTimeKind.Unspecified)],
        "datetimeoffset" => [new DateTimeOffset(2026, 11, 30, 1, 2, 3, TimeSpan.FromHours(2)), new DateTimeOffset(2026, 11, 30, 1, 2, 3, TimeSpan.Zero)],
        "date" => [new DateOnly(2026, 11, 30)],
        "time" => [new TimeOnly(1, 2, 3), new TimeOnly(1, 2, 3, 4)],
        "timespan" => [new TimeSpan(1, 2, 3), new TimeSpan(4, 1, 2, 3, 4), TimeSpan.FromSeconds(-1)],
        "uri" => [new Uri("https://example.com/ä b"), new Uri("/relative", UriKind.Relative)],
        "version" => [new Version(1, 2), new Version(1, 2, 3, 4)],
        "base64" => [new byte[] { 1, 2, 3 }, Array.Empty<byte>()],
        "enum" => [TextEnum.Open, TextEnum.Closed],
        "flags" => [FlagsEnum.Open, FlagsEnum.Open | FlagsEnum.Closed],
        "enum:int" => [NumberEnum.Open, NumberEnum.Closed, (NumberEnum)int.MaxValue, (NumberEnum)(-1)],
        "bool" => [true, false],
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No samples."),
    };
}
