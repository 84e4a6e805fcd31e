using GoQueue.Generators.Tests.Harness;
using Xunit;

namespace GoQueue.Generators.Tests.Parsing.Values;

/// <summary>Types that are written as the value in them. The oracle is System.Text.Json with a converter written by hand.</summary>
public sealed class ValueEventTests
{
    private const string Event = """[GoQueueEvent("t", "a", "1.0")] public sealed partial record Sent""";

    private const string Oracle = """
        public sealed class ByHand<T, TInner>(Func<T, TInner> get, Func<TInner, T> create) : JsonConverter<T>
        {
            public override T Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) =>
                create(((JsonConverter<TInner>)options.GetConverter(typeof(TInner))).Read(ref reader, typeof(TInner), options)!);

            public override void Write(System.Text.Json.Utf8JsonWriter writer, T value, System.Text.Json.JsonSerializerOptions options)
            {
                if (get(value) is { } found)
                {
                    ((JsonConverter<TInner>)options.GetConverter(typeof(TInner))).Write(writer, found, options);
                }
                else
                {
                    writer.WriteNullValue();
                }
            }

            public override T ReadAsPropertyName(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) =>
                create(((JsonConverter<TInner>)options.GetConverter(typeof(TInner))).ReadAsPropertyName(ref reader, typeof(TInner), options));

            public override void WriteAsPropertyName(System.Text.Json.Utf8JsonWriter writer, T value, System.Text.Json.JsonSerializerOptions options) =>
                ((JsonConverter<TInner>)options.GetConverter(typeof(TInner))).WriteAsPropertyName(writer, get(value)!, options);
        }
        """;

    public static TheoryData<string, string, string> Types { get; } = new()
    {
        { "[GoQueueValue] public readonly record struct Id(Guid Value);", "Guid", "new Guid(\"0b0c8f5d-3e0b-4c53-9a0e-5b3d0c0e8b21\")" },
        { "[GoQueueValue] public readonly record struct Id(string Value);", "string", "\"é<&>\\n\"" },
        { "[GoQueueValue] public readonly record struct Id(int Value);", "int", "-7" },
        { "[GoQueueValue] public readonly record struct Id(ulong Value);", "ulong", "ulong.MaxValue" },
        { "[GoQueueValue] public readonly record struct Id(sbyte Value);", "sbyte", "(sbyte)-1" },
        { "[GoQueueValue] public readonly record struct Id(long Number) { public static Id None => default; }", "long", "long.MinValue" },
        { "[GoQueueValue] public record struct Id(decimal Value);", "decimal", "1.10m" },
        { "[GoQueueValue] public struct Id { public Id(short value) => Value = value; public short Value { get; } }", "short", "(short)3" },
        { "[GoQueueValue] public readonly struct Id { private readonly uint _text; public Id(in uint value) => _text = value; public uint @class => _text; }", "uint", "3u" },
        { "[GoQueueValue] internal readonly record struct Id(Guid Value);", "Guid", "Guid.AllBitsSet" },
        { "public static class Outer { [GoQueueValue] public readonly record struct Id(byte Value); }", "byte", "(byte)255" },
        { "[GoQueueValue] public readonly record struct Id<T>(string Value);", "string", "\"x\"" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void A_marked_type_is_written_and_read_as_a_converter_by_hand_does(string declaration, string inner, string value)
    {
        var name = declaration.Contains("Outer", StringComparison.Ordinal) ? "Outer.Id" : declaration.Contains("<T>", StringComparison.Ordinal) ? "Id<int>" : "Id";
        var member = declaration.Contains("@class", StringComparison.Ordinal) ? "@class" : declaration.Contains("Number", StringComparison.Ordinal) ? "Number" : "Value";
        var access = declaration.StartsWith("[GoQueueValue] internal", StringComparison.Ordinal) ? "internal" : "public";
        var loaded = LoadedEvent.Of($$"""
            [GoQueueEvent("t", "a", "1.0")] {{access}} sealed partial record Sent(
                {{name}} A, {{name}}? B, {{name}}? C, List<{{name}}> D, {{name}}?[] F, Dictionary<{{name}}, int> G, Dictionary<string, {{name}}> H, IReadOnlyList<Part> I);
            {{access}} sealed record Part({{name}} A, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] {{name}} B);
            {{declaration}}
            {{Oracle}}
            public static class Sample
            {
                private static readonly {{name}} s_id = new({{value}});
                public static object Value => new Sent(s_id, s_id, null, [s_id, s_id], [null, s_id], new() { [s_id] = 1 }, new() { ["k"] = s_id }, [new Part(s_id, default)]);
                public static object Expected => System.Text.Json.JsonSerializer.Serialize(Value, new System.Text.Json.JsonSerializerOptions
                {
                    PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.CamelCase,
                    Converters = { new ByHand<{{name}}, {{inner}}>(static id => id.{{member}}, static value => new {{name}}(value)) },
                });
            }
            """);

        Assert.Equal(loaded.Sample("Expected"), loaded.Json);
        Assert.Equal(loaded.Json, loaded.JsonOfRead(loaded.Read(loaded.Json)));
    }

    [Fact]
    public void A_type_of_another_assembly_is_marked_on_the_assembly()
    {
        var loaded = LoadedEvent.Of($$"""
            [assembly: GoQueueValue(typeof(Library.OrderId))]
            [assembly: GoQueueValue(typeof(Library.Key<>))]
            {{Event}}(Library.OrderId A, Library.Key<int> B, Library.Plain C);
            public static class Sample { public static object Value => new Sent(new(Guid.Empty), new("k"), new(1)); }
            """, "namespace Library; public readonly record struct OrderId(Guid Value); public readonly record struct Key<T>(string Value); public readonly record struct Plain(int Value);");

        Assert.Equal("""{"a":"00000000-0000-0000-0000-000000000000","b":"k","c":{"value":1}}""", loaded.Json);
    }

    [Fact]
    public void A_value_that_nobody_has_made_is_null_and_is_refused_by_its_own_member()
    {
        var loaded = LoadedEvent.Of($$"""
            {{Event}}(Name A, Name? B);
            [GoQueueValue] public readonly record struct Name(string Value);
            public static class Sample { public static object Value => new Sent(default, null); }
            """);

        Assert.Equal("""{"a":null,"b":null}""", loaded.Json);
        Assert.Equal(["A.Value Required"], loaded.Failures);
    }

    [Theory]
    [InlineData("Guid", "Guid.Empty", "00000000-0000-0000-0000-000000000000")]
    [InlineData("string", "\"s\"", "s")]
    [InlineData("int", "-7", "-7")]
    public void Keys_and_headers_carry_the_value(string inner, string value, string text)
    {
        var loaded = LoadedEvent.Of($$"""
            [GoQueueEvent("t", "order.{A}.{B}.placed", "1.0")] public sealed partial record Sent(
                [OrderingKey] Id A, Id? B, [EventHeader("x-a")] Id C, [EventHeader("x-b")] Id? D, [EventHeader("x-none")] Id? F);
            [GoQueueValue] public readonly record struct Id({{inner}} Value);
            public static class Sample { public static object Value => new Sent(new({{value}}), new({{value}}), new({{value}}), new({{value}}), null); }
            """);

        Assert.Equal($"order.{text}.{text}.placed", loaded.RoutingKey);
        Assert.Equal(text, loaded.OrderingKey);
        Assert.Equal(["x-a", "x-b"], loaded.Headers.Keys.Order(StringComparer.Ordinal));
        Assert.All(loaded.Headers.Values, header => Assert.Equal(text, Convert.ToString(header, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void An_ordering_key_may_be_a_nullable_value()
    {
        const string Source = """
            [GoQueueEvent("t", "a", "1.0")] public sealed partial record Sent([OrderingKey] Id? A);
            [GoQueueValue] public readonly record struct Id(long Value);
            """;

        Assert.Equal("5", LoadedEvent.Of(Source + "public static class Sample { public static object Value => new Sent(new Id(5)); }").OrderingKey);
        Assert.Null(LoadedEvent.Of(Source + "public static class Sample { public static object Value => new Sent((Id?)null); }").OrderingKey);
    }

    [Fact]
    public void Rules_of_a_member_check_the_value()
    {
        var loaded = LoadedEvent.Of("""
            using System.ComponentModel.DataAnnotations;
            [GoQueueEvent("t", "a", "1.0")] public sealed partial record Sent(
                [StringLength(3)] Name A, [EmailAddress] Name? B, [Range(1, 10)] Count C, [Range(1, 10)] Count? D, [Required] Count? F,
                [RegularExpression("^x")] Name G, [AllowedValues(1, 2)] Count H, [property: Compare("A")] Name I, [Own] Count J, [MinLength(2)] Name? K);
            [GoQueueValue] public readonly record struct Name(string Value);
            [GoQueueValue] public readonly record struct Count(int Value);
            public sealed class OwnAttribute : ValidationAttribute { public override bool IsValid(object? value) => value is not Count; }
            public static class Sample
            {
                public static object Value => new Sent(new("long"), new Name("no address"), new(0), new Count(11), null, new("y"), new(3), new("other"), new(1), null);
            }
            """);

        Assert.Equal(
            ["A StringLength", "B EmailAddress", "C Range", "D Range", "F Required", "G RegularExpression", "H AllowedValues", "I Compare", "J Own"],
            loaded.Failures);
    }

    [Fact]
    public void Rules_of_the_value_itself_hold_inside_of_it()
    {
        var loaded = LoadedEvent.Of("""
            using System.ComponentModel.DataAnnotations;
            [GoQueueEvent("t", "a", "1.0")] public sealed partial record Sent([MinLength(20)] Email A, Email? B, List<Email> C);
            [GoQueueValue] public readonly record struct Email([EmailAddress] string Value);
            public static class Sample { public static object Value => new Sent(new("none"), new Email("none"), [new("none")]); }
            """);

        Assert.Equal(["A MinLength", "A.Value EmailAddress", "B.Value EmailAddress", "C[0].Value EmailAddress"], loaded.Failures);
    }

    [Fact]
    public void A_type_with_its_own_converter_that_formats_itself_is_a_word()
    {
        var loaded = LoadedEvent.Of("""
            [GoQueueEvent("t", "order.{A}.placed", "1.0")] public sealed partial record Sent(
                [OrderingKey] Library.Id A, [EventHeader("x-a")] Library.Id B, [EventHeader("x-b")] Library.Id? C, Library.Id D);
            public static class Sample { public static object Value => new Sent(new(1), new(2), null, new(3)); }
            """, """
            namespace Library;
            using System.Text.Json;
            using System.Text.Json.Serialization;
            [JsonConverter(typeof(IdConverter))]
            public readonly record struct Id(int Value) : ISpanFormattable
            {
                public override string ToString() => "wrong";
                string IFormattable.ToString(string? format, IFormatProvider? provider) => "id-" + Value.ToString(format, provider);
                bool ISpanFormattable.TryFormat(Span<char> destination, out int written, ReadOnlySpan<char> format, IFormatProvider? provider) =>
                    destination.TryWrite(provider, $"id-{Value}", out written);
            }
            public sealed class IdConverter : JsonConverter<Id>
            {
                public override Id Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetInt32());
                public override void Write(Utf8JsonWriter writer, Id value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
            }
            """);

        Assert.Equal("order.id-1.placed", loaded.RoutingKey);
        Assert.Equal("id-1", loaded.OrderingKey);
        Assert.Equal("id-2", Assert.Single(loaded.Headers).Value);
        Assert.Equal("""{"a":1,"b":2,"c":null,"d":3}""", loaded.Json);
    }
}
