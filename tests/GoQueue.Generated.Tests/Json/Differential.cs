using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GoQueue.Generated.Json;
using Xunit;

namespace GoQueue.Generated.Tests.Json;

/// <summary>
/// Holds all our ways of writing and reading an event against System.Text.Json's reflection mode with the same settings: equal bytes, equal
/// values, failures of the same kind.
/// </summary>
internal static class Differential
{
    /// <summary>This assembly's settings, by reflection.</summary>
    public static JsonSerializerOptions Reflection { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    // Any encoder switches System.Text.Json's fast path off: what is left is our metadata.
    private static readonly JsonSerializerOptions s_metadata = new(GoQueueJsonContext.Default.Options) { Encoder = JavaScriptEncoder.Default };

    /// <summary>Writes one value in every way, and reads it back.</summary>
    public static void Check<T>(T value)
        where T : IGoQueueEvent<T>
    {
        var descriptor = EventDescriptor.For<T>();
        var expected = Outcome(() => JsonSerializer.SerializeToUtf8Bytes(value, Reflection));
        Same(expected, Outcome(() => JsonSerializer.SerializeToUtf8Bytes(value, descriptor.JsonTypeInfo)), "handler");
        Same(expected, Outcome(() => JsonSerializer.SerializeToUtf8Bytes(value, GeneratedJson.TypeInfo<T>(s_metadata))), "metadata");
        if (descriptor.JsonWriter is { } writer)
        {
            Same(expected, Outcome(() => Direct(value, writer)), "direct");
        }

        if (expected.Bytes is { } bytes)
        {
            var read = Outcome(() => JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize<T>(bytes, Reflection), Reflection));
            Same(read, Outcome(() => JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize(bytes, descriptor.JsonTypeInfo), Reflection)), "reading back");
        }
    }

    /// <summary>What the direct writer makes of a value.</summary>
    public static byte[] Direct<T>(T value, EventJsonWriter<T> writer)
    {
        var output = new ArrayBufferWriter<byte>(16);
        var json = new JsonSpanWriter(output, 16);
        writer(ref json, value);
        json.Complete();
        return output.WrittenSpan.ToArray();
    }

    private static void Same((byte[]? Bytes, Type? Failure, string? Message) expected, (byte[]? Bytes, Type? Failure, string? Message) actual, string way)
    {
        Assert.True(expected.Failure == actual.Failure, $"{way}: {Text(expected)} expected, but it is {Text(actual)}");
        Assert.True(expected.Bytes.AsSpan().SequenceEqual(actual.Bytes), $"{way}:\n{Text(expected)} expected, but it is\n{Text(actual)}");
    }

    private static string Text((byte[]? Bytes, Type? Failure, string? Message) outcome) => outcome.Bytes is null ? $"{outcome.Failure!.Name}: {outcome.Message}" : Encoding.UTF8.GetString(outcome.Bytes);

    private static (byte[]? Bytes, Type? Failure, string? Message) Outcome(Func<byte[]> action)
    {
        try
        {
            return (action(), null, null);
        }
        catch (JsonException failure)
        {
            return (null, typeof(JsonException), failure.Message);
        }
        catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
        {
            return (null, failure.GetType(), failure.Message);
        }
    }
}
