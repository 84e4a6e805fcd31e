using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing.Json;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace GoQueue.Generators.Tests.Analyzers.Json;

/// <summary>JSON attributes that System.Text.Json refuses when the first message is written.</summary>
[Covers(typeof(JsonConverterParser))]
[Covers(typeof(JsonDerivedTypes))]
[Covers(typeof(JsonMemberParser))]
public sealed class JsonAttributeRuleTests
{
    private const string Usings = """
        using GoQueue;
        using System.Text.Json;
        using System.Text.Json.Serialization;
        namespace Shop;

        """;

    [Fact]
    public Task Extension_data_is_no_constructor_parameter() => RuleTest.Of(JsonDiagnostics.InvalidExtensionData, Usings + """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E(int A, [property: JsonExtensionData] Dictionary<string, JsonElement>? {|GQ3009:X|} = null);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Nested(Part A);
        public sealed record Part([property: JsonExtensionData] IDictionary<string, JsonElement>? {|GQ3009:X|});
        [GoQueueEvent("t", "c", "1.0")] public sealed partial record Good(int A) { [JsonExtensionData] public Dictionary<string, JsonElement>? X { get; init; } }
        """);

    [Fact]
    public Task Extension_data_contradicts_a_type_that_refuses_unknown_members() => RuleTest.Of(JsonDiagnostics.InvalidExtensionData, Usings + """
        [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E(int A) { [JsonExtensionData] public Dictionary<string, JsonElement>? {|GQ3009:X|} { get; init; } }
        [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Good(int A) { [JsonExtensionData] public Dictionary<string, JsonElement>? X { get; init; } }
        """);

    [Fact]
    public Task Number_handling_needs_a_number() => RuleTest.Of(JsonDiagnostics.NumberHandling, Usings + """
        public enum Level { Low }
        public sealed record Part(int A);
        public sealed class Own : JsonConverter<int>
        {
            public override int Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => 0;
            public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
        }
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E
        {
            [{|GQ3019:JsonNumberHandling(JsonNumberHandling.WriteAsString)|}] public string A { get; init; } = "";
            [{|GQ3019:JsonNumberHandling(JsonNumberHandling.WriteAsString)|}] public Level B { get; init; }
            [{|GQ3019:JsonNumberHandling(JsonNumberHandling.WriteAsString)|}] public Part? C { get; init; }
            [{|GQ3019:JsonNumberHandling(JsonNumberHandling.WriteAsString)|}] public Dictionary<string, string>? D { get; init; }
            [{|GQ3019:JsonNumberHandling(JsonNumberHandling.WriteAsString)|}] public List<List<int>>? F { get; init; }
            [{|GQ3019:JsonNumberHandling(JsonNumberHandling.WriteAsString)|}] public byte[]? G { get; init; }
            [{|GQ3019:JsonNumberHandling(JsonNumberHandling.WriteAsString)|}] public bool? H { get; init; }
            [JsonIgnore, JsonNumberHandling(JsonNumberHandling.WriteAsString)] public string I { get; init; } = "";
            [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public int? J { get; init; }
            [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public List<decimal?>? K { get; init; }
            [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public Dictionary<string, Int128>? L { get; init; }
            [JsonNumberHandling(JsonNumberHandling.Strict)] public string Strict { get; init; } = "";
            [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public Half M { get; init; }
            [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public System.Collections.IList? N { get; init; }
            [JsonNumberHandling(JsonNumberHandling.WriteAsString), JsonConverter(typeof(Own))] public int O { get; init; }
        }
        """);

    [Fact]
    public Task The_message_of_number_handling_names_member_and_type() => RuleTest.With(JsonDiagnostics.NumberHandling,
        [],
        [
            new DiagnosticResult(JsonDiagnostics.NumberHandling).WithLocation(0).WithMessage(
                "The event 'E' cannot be published: 'E.Name' is marked [JsonNumberHandling], and its type 'string' is neither a number nor a collection of numbers; remove the attribute"),
        ],
        Usings + """[GoQueueEvent("t", "a", "1.0")] public sealed partial record E([property: {|#0:JsonNumberHandling(JsonNumberHandling.WriteAsString)|}] string Name);""");

    [Fact]
    public Task Derived_types_are_distinguishable_and_derive() => RuleTest.Of(JsonDiagnostics.InvalidDerivedTypes, Usings + """
        [JsonDerivedType(typeof(Cat), "d"), {|GQ3020:JsonDerivedType(typeof(Dog), "d")|}] public abstract record Same;
        public sealed record Cat : Same;
        public sealed record Dog : Same;
        [{|GQ3020:JsonDerivedType(typeof(string), "s")|}] public record Foreign;
        [JsonDerivedType(typeof(Twice), "a"), {|GQ3020:JsonDerivedType(typeof(Twice), "b")|}] public abstract record Parent;
        public sealed record Twice : Parent;
        [{|GQ3020:JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")|}, JsonDerivedType(typeof(Named), "n")] public abstract record Kinds(int Kind);
        public sealed record Named(int Kind) : Kinds(Kind);
        [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind"), JsonDerivedType(typeof(Fine), "n"), JsonDerivedType(typeof(Other), 1)] public abstract record Good { [JsonIgnore] public int Kind { get; init; } }
        public sealed record Fine(int Sort) : Good;
        public sealed record Other : Good;
        [JsonDerivedType(typeof(Implementing), "i")] public interface IContract;
        public sealed record Implementing(int A) : IContract;
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E(Same A, Foreign B, Parent C, Kinds D, Good F, IContract G);
        """);

    [Fact]
    public Task The_message_of_derived_types_names_the_fault_and_the_cure() => RuleTest.With(JsonDiagnostics.InvalidDerivedTypes,
        [],
        [
            new DiagnosticResult(JsonDiagnostics.InvalidDerivedTypes).WithLocation(0).WithMessage(
                "The event 'E' cannot be published: the derived types of 'Animal' include 'Dog' with a discriminator that another has: 'd'; give each a discriminator of its own"),
        ],
        Usings + """
        [JsonDerivedType(typeof(Cat), "d"), {|#0:JsonDerivedType(typeof(Dog), "d")|}] public abstract record Animal;
        public sealed record Cat : Animal;
        public sealed record Dog : Animal;
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E(Animal A);
        """);

    [Fact]
    public Task The_converter_of_a_member_is_for_exactly_its_type() => RuleTest.Of(JsonDiagnostics.InvalidConverter, Usings + """
        public class Animal { public string Name { get; init; } = ""; }
        public sealed class Dog : Animal;
        public class Conv<T> : JsonConverter<T> where T : class
        {
            public override bool CanConvert(Type type) => typeof(T).IsAssignableFrom(type);
            public override T? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => null;
            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNullValue();
        }
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E
        {
            [{|GQ3002:JsonConverter(typeof(Conv<Animal>))|}] public Dog? A { get; init; }
            [{|GQ3002:JsonConverter(typeof(Conv<object>))|}] public string B { get; init; } = "";
            [JsonConverter(typeof(Conv<Dog>))] public Dog? C { get; init; }
        }
        """);

    [Fact]
    public Task A_key_with_a_converter_that_writes_no_names_is_refused() => RuleTest.Of(JsonDiagnostics.UnsupportedKey, Usings + """
        [JsonConverter(typeof(ValueOnly))] public readonly record struct Id(int Number);
        [JsonConverter(typeof(Both))] public readonly record struct Key(int Number);
        public sealed class ValueOnly : JsonConverter<Id>
        {
            public override Id Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => default;
            public override void Write(Utf8JsonWriter writer, Id value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Number);
        }
        public class Base : JsonConverter<Key>
        {
            public override Key Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => default;
            public override void Write(Utf8JsonWriter writer, Key value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Number);
            public override Key ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => default;
        }
        public sealed class Both : Base
        {
            public override void WriteAsPropertyName(Utf8JsonWriter writer, Key value, JsonSerializerOptions options) => writer.WritePropertyName("k");
        }
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E({|GQ3011:Dictionary<Id, int>|} A, Dictionary<Key, int> B, Id C);
        """);

    [Fact]
    public Task An_obsolete_member_that_nothing_may_use_is_refused() => RuleTest.Of(JsonDiagnostics.ObsoleteMember, Usings + """
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E([property: Obsolete("old", true)] int {|GQ3021:Old|}, Part Part);
        public sealed record Part
        {
            [Obsolete("old", true)] public int {|GQ3021:Old|} { get; init; }
            [Obsolete("old", true), JsonIgnore] public int Ignored { get; init; }
            [Obsolete("old")] public int Warned { get; init; }
            [Obsolete("old", false)] public int Named { get; init; }
        }
        """);
}
