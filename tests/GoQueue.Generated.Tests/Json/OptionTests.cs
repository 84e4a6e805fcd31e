using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Xunit;

namespace GoQueue.Generated.Tests.Json;

/// <summary>The generated metadata under options that it was not made for, through every way in and out of System.Text.Json.</summary>
public sealed class OptionTests
{
    private const int ValuesPerType = 6;

    private static readonly Dictionary<string, Action<JsonSerializerOptions>> s_variations = new(StringComparer.Ordinal)
    {
        ["none"] = static _ => { },
        ["indented"] = static options => options.WriteIndented = true,
        ["encoder"] = static options => options.Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.BasicLatin),
        ["relaxed"] = static options => options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        ["ignore null"] = static options => options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        ["ignore default"] = static options => options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        ["fields"] = static options => options.IncludeFields = true,
        ["ignore read-only"] = static options => options.IgnoreReadOnlyProperties = true,
        ["numbers as strings"] = static options => options.NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString,
        ["snake case"] = static options => options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        ["no policy"] = static options => options.PropertyNamingPolicy = null,
        ["key policy"] = static options => options.DictionaryKeyPolicy = JsonNamingPolicy.KebabCaseUpper,
        ["nullable annotations"] = static options => options.RespectNullableAnnotations = true,
        ["required parameters"] = static options => options.RespectRequiredConstructorParameters = true,
        ["ignore case"] = static options => options.PropertyNameCaseInsensitive = true,
        ["unmapped"] = static options => options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ["no duplicates"] = static options => options.AllowDuplicateProperties = false,
        ["references"] = static options => options.ReferenceHandler = ReferenceHandler.Preserve,
        ["cycles"] = static options => options.ReferenceHandler = ReferenceHandler.IgnoreCycles,
        ["populate"] = static options => options.PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate,
        ["converters"] = static options => options.Converters.Add(new JsonStringEnumConverter()),
    };

    public static TheoryData<string> Variations => [.. s_variations.Keys];

    [Theory]
    [MemberData(nameof(Variations))]
    public async Task Under_other_options_every_event_is_written_and_read_as_by_reflection(string variation)
    {
        var reflection = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        var generated = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, TypeInfoResolver = GoQueueJsonContext.Default };
        s_variations[variation](reflection);
        s_variations[variation](generated);
        foreach (var type in DifferentialTests.EventTypes)
        {
            // Under Populate an object that a constructor makes is not read into, by us as by the official generator: decision 0022.
            if (variation == "populate" && type == typeof(Events.Initializers))
            {
                continue;
            }

            for (var seed = 0; seed < ValuesPerType; seed++)
            {
                await CheckAsync(new Samples(seed).Make(type, 0), type, reflection, generated);
            }
        }
    }

    private static async Task CheckAsync(object? value, Type type, JsonSerializerOptions reflection, JsonSerializerOptions generated)
    {
        var expected = Result(() => JsonSerializer.SerializeToUtf8Bytes(value, type, reflection));
        Same(expected, Result(() => JsonSerializer.SerializeToUtf8Bytes(value, type, generated)), type, "bytes");
        Same(expected, Result(() => Written(value, type, generated)), type, "the caller's writer");
        using var stream = new MemoryStream();
        var failure = await Record.ExceptionAsync(() => JsonSerializer.SerializeAsync(stream, value, type, generated));
        Same(expected, failure is null ? new Outcome(stream.ToArray(), null) : new Outcome(null, KindOf(failure)) { Message = failure.Message }, type, "a stream");
        if (expected.Bytes is not { } bytes)
        {
            return;
        }

        var read = Result(() => Again(JsonSerializer.Deserialize(bytes, type, reflection), type, reflection));
        Same(read, Result(() => Again(JsonSerializer.Deserialize(bytes, type, generated), type, reflection)), type, "reading");
        object? streamed = null;
        failure = await Record.ExceptionAsync(async () => streamed = await JsonSerializer.DeserializeAsync(new TricklingStream(bytes), type, generated));
        Same(read, failure is null ? Result(() => Again(streamed, type, reflection)) : new Outcome(null, KindOf(failure)) { Message = failure.Message }, type, "reading byte by byte");
    }

    private static byte[] Again(object? value, Type type, JsonSerializerOptions options) => JsonSerializer.SerializeToUtf8Bytes(value, type, options);

    private static byte[] Written(object? value, Type type, JsonSerializerOptions options)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = options.WriteIndented, Encoder = options.Encoder });
        JsonSerializer.Serialize(writer, value, type, options);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static Outcome Result(Func<byte[]> action)
    {
        try
        {
            return new Outcome(action(), null);
        }
        catch (Exception failure)
        {
            return new Outcome(null, KindOf(failure)) { Message = failure.Message };
        }
    }

    // System.Text.Json's own JsonException is of an internal type.
    private static string KindOf(Exception failure) => failure is JsonException ? nameof(JsonException) : failure.GetType().Name;

    private static void Same(Outcome expected, Outcome actual, Type type, string way) => Assert.True(
        expected.Failure == actual.Failure && expected.Bytes.AsSpan().SequenceEqual(actual.Bytes),
        $"{type.Name} by {way}:\n{expected} expected, but it is\n{actual}");

    private sealed record Outcome(byte[]? Bytes, string? Failure)
    {
        public string? Message { get; init; }

        public override string ToString() => Failure is not null ? $"{Failure}: {Message}" : Encoding.UTF8.GetString(Bytes!);
    }

    // Gives one byte at a time: every value is cut everywhere.
    private sealed class TricklingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..1], cancellationToken);

        public override int Read(Span<byte> buffer) => base.Read(buffer[..1]);
    }
}
