using System.Text.Json;
using GoQueue.Generators.Parsing.Json;
using GoQueue.Generators.Tests.Harness;
using Xunit;

namespace GoQueue.Generators.Tests.Parsing.Json;

/// <summary>
/// JSON features, each in a compilation of its own with one event: no other event supplies a type that this one lacks.
/// </summary>
[Covers<JsonGraphParser>]
public sealed class SingleEventTests
{
    private static readonly JsonSerializerOptions s_reflection = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private const string Event = """[GoQueueEvent("t", "a", "1.0")] public sealed partial record """;

    private const string Types = """
        public enum Currency { Usd, Eur }
        public enum Color { Red, Green }
        public readonly record struct Id(int Number);
        public sealed class IdConverter : JsonConverter<Id>
        {
            public override Id Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => new(int.Parse(reader.GetString()!.Substring(1)));
            public override void Write(System.Text.Json.Utf8JsonWriter writer, Id value, System.Text.Json.JsonSerializerOptions options) => writer.WriteStringValue("#" + value.Number);
            public override Id ReadAsPropertyName(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => Read(ref reader, type, options);
            public override void WriteAsPropertyName(System.Text.Json.Utf8JsonWriter writer, Id value, System.Text.Json.JsonSerializerOptions options) => writer.WritePropertyName("#" + value.Number);
        }
        public sealed class IdFactory : JsonConverterFactory
        {
            public override bool CanConvert(Type type) => type == typeof(Id);
            public override JsonConverter CreateConverter(Type type, System.Text.Json.JsonSerializerOptions options) => new IdConverter();
        }
        public sealed class ListConverter : JsonConverter<List<Opaque>>
        {
            public override List<Opaque> Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => [.. reader.GetString()!.Select(c => new Opaque(c))];
            public override void Write(System.Text.Json.Utf8JsonWriter writer, List<Opaque> value, System.Text.Json.JsonSerializerOptions options) => writer.WriteStringValue(string.Concat(value.Select(o => o.Letter)));
        }
        public sealed class OpaqueConverter : JsonConverter<Opaque>
        {
            public override Opaque Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => new(reader.GetString()![0]);
            public override void Write(System.Text.Json.Utf8JsonWriter writer, Opaque value, System.Text.Json.JsonSerializerOptions options) => writer.WriteStringValue(value.Letter.ToString());
        }
        public abstract class Unserializable { public nint Handle; public abstract Action Callback { get; } }
        public sealed class Opaque(char letter) : Unserializable { public char Letter => letter; public override Action Callback => () => { }; }
        """;

    public static TheoryData<string, string, string> Converted => new()
    {
        { "([property: JsonConverter(typeof(JsonStringEnumConverter<Currency>))] Currency A);", "(Currency.Eur)", """{"a":"Eur"}""" },
        { "([property: JsonConverter(typeof(JsonStringEnumConverter<Currency>))] Currency? A, Color B);", "(Currency.Eur, Color.Green)", """{"a":"Eur","b":1}""" },
        { "([property: JsonConverter(typeof(JsonStringEnumConverter))] Currency? A);", "(null)", """{"a":null}""" },
        { "([property: JsonConverter(typeof(JsonStringEnumConverter))] Currency A);", "(Currency.Eur)", """{"a":"Eur"}""" },
        { "([property: JsonConverter(typeof(JsonNumberEnumConverter<Currency>))] Currency A);", "(Currency.Eur)", """{"a":1}""" },
        { "([property: JsonConverter(typeof(JsonStringEnumConverter<Currency>))] Currency A, Currency B);", "(Currency.Eur, Currency.Eur)", """{"a":"Eur","b":1}""" },
        { "([property: JsonConverter(typeof(IdConverter))] Id A);", "(new(7))", """{"a":"#7"}""" },
        { "([property: JsonConverter(typeof(IdConverter))] Id? A);", "(new Id(7))", """{"a":"#7"}""" },
        { "([property: JsonConverter(typeof(IdConverter))] Id? A);", "(null)", """{"a":null}""" },
        { "([property: JsonConverter(typeof(IdFactory))] Id A);", "(new(7))", """{"a":"#7"}""" },
        { "([property: JsonConverter(typeof(IdFactory))] Id? A);", "(new Id(7))", """{"a":"#7"}""" },
        { "([property: JsonConverter(typeof(IdConverter))] Id A, Id B);", "(new(7), new(8))", """{"a":"#7","b":{"number":8}}""" },
        { "([property: JsonConverter(typeof(OpaqueConverter))] Opaque A);", "(new('x'))", """{"a":"x"}""" },
        { "([property: JsonConverter(typeof(ListConverter))] List<Opaque> A);", "([new('x'), new('y')])", """{"a":"xy"}""" },
        { "(int B) { [JsonConverter(typeof(IdConverter))] public Id A { get; init; } }", "(1) { A = new(7) }", """{"b":1,"a":"#7"}""" },
        { "(Part A); public sealed record Part([property: JsonConverter(typeof(OpaqueConverter))] Opaque A);", "(new(new('x')))", """{"a":{"a":"x"}}""" },
        { "(List<Part<Opaque>> A); public sealed record Part<T>(int B) { [JsonConverter(typeof(OpaqueConverter))] public Opaque A { get; init; } = null!; }", "([new(1) { A = new('x') }])", """{"a":[{"b":1,"a":"x"}]}""" },
    };

    // What is overridden or hidden is not in the JSON, so its type needs none.
    public static TheoryData<string, string, string> Overriding => new()
    {
        { "(int B) : Root { [JsonConverter(typeof(OpaqueConverter))] public override Opaque A { get; init; } = null!; } public abstract record Root { public virtual Opaque A { get; init; } = null!; }",
            "(1) { A = new('x') }", """{"b":1,"a":"x"}""" },
        { "(int B) : Root<Opaque> { [JsonConverter(typeof(OpaqueConverter))] public override Opaque A { get; init; } = null!; } public abstract record Root<T> { public virtual T A { get; init; } = default!; }",
            "(1) { A = new('x') }", """{"b":1,"a":"x"}""" },
        { "(int B) : Root { public new string A { get; init; } = \"y\"; } public record Root { public Opaque A { get; init; } = null!; }", "(1)", """{"b":1,"a":"y"}""" },
        { "(int B) : Root { [JsonIgnore] public override System.Text.StringBuilder A { get; init; } = null!; } public record Root { public virtual System.Text.StringBuilder A { get; init; } = null!; }",
            "(1)", """{"b":1}""" },
    };

    public static TheoryData<string, string, string> OfTypes => new()
    {
        { "(Own A);", "(new(7))", """{"a":"#7"}""" },
        { "(Own? A);", "(new Own(7))", """{"a":"#7"}""" },
        { "(Own? A);", "(null)", """{"a":null}""" },
        { "(List<Own> A, Own?[] B);", "([new(7)], [new Own(8), null])", """{"a":["#7"],"b":["#8",null]}""" },
        { "(Dictionary<Own, Own?> A);", "(new() { [new(7)] = new Own(8), [new(9)] = null })", """{"a":{"#7":"#8","#9":null}}""" },
        { "(Named A, Named? B, Named[] C, Dictionary<Named, Named> D); [JsonConverter(typeof(JsonStringEnumConverter<Named>))] public enum Named { One, Two }",
            "(Named.Two, Named.One, [Named.Two], new() { [Named.One] = Named.Two })", """{"a":"Two","b":"One","c":["Two"],"d":{"One":"Two"}}""" },
        { "(Named A, Named? B); [JsonConverter(typeof(JsonStringEnumConverter))] public enum Named { One, Two }", "(Named.Two, null)", """{"a":"Two","b":null}""" },
    };

    private const string Own = """
        [JsonConverter(typeof(OwnConverter))] public readonly record struct Own(int Number);
        public sealed class OwnConverter : JsonConverter<Own>
        {
            public override Own Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => new(int.Parse(reader.GetString()!.Substring(1)));
            public override void Write(System.Text.Json.Utf8JsonWriter writer, Own value, System.Text.Json.JsonSerializerOptions options) => writer.WriteStringValue("#" + value.Number);
            public override Own ReadAsPropertyName(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => Read(ref reader, type, options);
            public override void WriteAsPropertyName(System.Text.Json.Utf8JsonWriter writer, Own value, System.Text.Json.JsonSerializerOptions options) => writer.WritePropertyName("#" + value.Number);
        }
        """;

    [Theory]
    [MemberData(nameof(Converted))]
    public void A_member_with_a_converter_is_published_and_read_back(string declaration, string arguments, string json) => PublishesAndReads(Types, declaration, arguments, json);

    [Theory]
    [MemberData(nameof(Overriding))]
    public void A_member_that_is_overridden_or_hidden_needs_no_JSON(string declaration, string arguments, string json) => PublishesAndReads(Types, declaration, arguments, json);

    [Theory]
    [MemberData(nameof(OfTypes))]
    public void A_type_with_a_converter_is_published_and_read_back(string declaration, string arguments, string json) => PublishesAndReads(Own, declaration, arguments, json);

    [Theory]
    [InlineData("(object A);", "(5)", """{"a":5}""")]
    [InlineData("(Dictionary<string, object> A);", """(new() { ["i"] = 5, ["s"] = "x", ["b"] = true, ["d"] = 1.5, ["m"] = 2.5m, ["l"] = 7L })""", """{"a":{"i":5,"s":"x","b":true,"d":1.5,"m":2.5,"l":7}}""")]
    [InlineData("(object?[] A);", """([(byte)1, (short)2, 3u, 4ul, 5f, 'c', null])""", """{"a":[1,2,3,4,5,"c",null]}""")]
    [InlineData("(List<Dictionary<string, object?>> A);", """([new() { ["a"] = Guid.Empty, ["b"] = new DateTime(2026, 1, 2), ["c"] = new DateOnly(2026, 1, 2) }])""",
        """{"a":[{"a":"00000000-0000-0000-0000-000000000000","b":"2026-01-02T00:00:00","c":"2026-01-02"}]}""")]
    [InlineData("(System.Collections.IList A);", "(new object[] { 1, \"x\" })", """{"a":[1,"x"]}""")]
    [InlineData("(System.Collections.IEnumerable A);", "(new object[] { 1, \"x\" })", """{"a":[1,"x"]}""")]
    [InlineData("(int B) { [JsonExtensionData] public Dictionary<string, object>? A { get; set; } }", """(1) { A = new() { ["x"] = 5, ["y"] = "z" } }""", """{"b":1,"x":5,"y":"z"}""")]
    [InlineData("(object A);", "(System.Text.Json.Nodes.JsonNode.Parse(\"[1]\")!)", """{"a":[1]}""")]
    [InlineData("(object A);", "(new Uri(\"http://a/\"))", """{"a":"http://a/"}""")]
    public void An_untyped_value_may_be_any_of_the_types_that_JSON_has_itself(string declaration, string arguments, string json) =>
        Assert.Equal(json, LoadedEvent.Of($"{Event}Sent{declaration} public static class Sample {{ public static Sent Value => new{arguments}; }}").Json);

    // A converter may pass what is inside of its value to JsonSerializer with the options it is given.
    [Theory]
    [InlineData("(Box<int> A);", "(new(5))", """{"a":5}""")]
    [InlineData("([property: JsonConverter(typeof(CrateConverter))] Crate A);", "(new(Guid.Empty))", """{"a":"00000000-0000-0000-0000-000000000000"}""")]
    public void A_converter_finds_the_metadata_of_the_types_that_JSON_has_itself(string declaration, string arguments, string json) => PublishesAndReads(Boxes, declaration, arguments, json);

    private const string Boxes = """
        [JsonConverter(typeof(BoxFactory))] public sealed record Box<T>(T Value);
        public sealed record Crate(Guid Value);
        public sealed class CrateConverter : JsonConverter<Crate>
        {
            public override Crate Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => new(System.Text.Json.JsonSerializer.Deserialize<Guid>(ref reader, options));
            public override void Write(System.Text.Json.Utf8JsonWriter writer, Crate value, System.Text.Json.JsonSerializerOptions options) => System.Text.Json.JsonSerializer.Serialize(writer, value.Value, options);
        }
        public sealed class BoxFactory : JsonConverterFactory
        {
            public override bool CanConvert(Type type) => type == typeof(Box<int>);
            public override JsonConverter CreateConverter(Type type, System.Text.Json.JsonSerializerOptions options) => new BoxConverter<int>();
        }
        public sealed class BoxConverter<T> : JsonConverter<Box<T>>
        {
            public override Box<T> Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => new(System.Text.Json.JsonSerializer.Deserialize<T>(ref reader, options)!);
            public override void Write(System.Text.Json.Utf8JsonWriter writer, Box<T> value, System.Text.Json.JsonSerializerOptions options) => System.Text.Json.JsonSerializer.Serialize(writer, value.Value, options);
        }
        """;

    private static void PublishesAndReads(string types, string declaration, string arguments, string json)
    {
        var loaded = LoadedEvent.Of($"{Event}Sent{declaration}\n{types}\npublic static class Sample {{ public static Sent Value => new{arguments}; }}");

        Assert.Equal(json, loaded.Json);
        var read = loaded.Read(json);
        Assert.Equal(json, loaded.JsonOfRead(read));
        Assert.Equal(JsonSerializer.Serialize(loaded.Value, s_reflection), json);
    }
}
