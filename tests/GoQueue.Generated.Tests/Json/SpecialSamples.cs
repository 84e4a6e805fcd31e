using System.Text.Json;
using System.Text.Json.Nodes;

namespace GoQueue.Generated.Tests.Json;

/// <summary>Values of the framework's types that are no primitives.</summary>
internal static class SpecialSamples
{
    private static readonly string[] s_documents = ["null", "1.50", "\"a<b\"", "[1,null,{\"A\":true}]", "{\"b\":\"é\",\"a\":{}}"];

    public static bool TryMake(Type type, Random random, out object? value)
    {
        value = type switch
        {
            _ when type == typeof(Guid) => random.Next(3) == 0 ? Guid.Empty : new Guid(Bytes(random, 16)),
            _ when type == typeof(DateTimeOffset) => Pick(random, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new(2026, 11, 23, 8, 17, 42, 100, TimeSpan.FromMinutes(-90)), DateTimeOffset.UnixEpoch),
            _ when type == typeof(DateOnly) => Pick(random, DateOnly.MinValue, DateOnly.MaxValue, new(2026, 11, 23)),
            _ when type == typeof(TimeOnly) => Pick(random, TimeOnly.MinValue, TimeOnly.MaxValue, new(8, 17)),
            _ when type == typeof(TimeSpan) => Pick(random, TimeSpan.MinValue, TimeSpan.Zero, TimeSpan.MaxValue, TimeSpan.FromHours(30)),
            _ when type == typeof(Half) => Pick(random, Half.MinValue, Half.Epsilon, Half.MaxValue, (Half)1.5),
            _ when type == typeof(Int128) => Pick(random, Int128.MinValue, 0, Int128.MaxValue),
            _ when type == typeof(UInt128) => Pick(random, UInt128.MinValue, UInt128.MaxValue),
            _ when type == typeof(Uri) => Pick<Uri?>(random, null, new("https://example.com/ä?q=a b&c=d"), new("a/b'c", UriKind.Relative)),
            _ when type == typeof(Version) => Pick<Version?>(random, null, new(1, 0), new(1, 2, 3, int.MaxValue)),
            _ when type == typeof(byte[]) => random.Next(4) == 0 ? null : Bytes(random, random.Next(40)),
            _ when type == typeof(Memory<byte>) => new Memory<byte>(Bytes(random, random.Next(40))),
            _ when type == typeof(ReadOnlyMemory<byte>) => new ReadOnlyMemory<byte>(Bytes(random, random.Next(40))),
            _ when type == typeof(JsonElement) => JsonDocument.Parse(Pick(random, s_documents)).RootElement,
            _ when type == typeof(JsonDocument) => JsonDocument.Parse(Pick(random, s_documents)),
            _ when type == typeof(JsonNode) => JsonNode.Parse(Pick(random, s_documents)),
            _ when type == typeof(JsonObject) => new JsonObject { ["b"] = 1, ["a<"] = "é" },
            _ when type == typeof(JsonArray) => new JsonArray(1, null, "é"),
            _ when type == typeof(JsonValue) => JsonValue.Create(random.Next()),
            _ when type == typeof(object) => Pick<object?>(random, null, 1, "é", true, Guid.Empty, 1.5m),
            _ => type,
        };
        return !ReferenceEquals(value, type);
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];
}
