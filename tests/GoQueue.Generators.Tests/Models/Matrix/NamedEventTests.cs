using Xunit;

namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>Events whose declarations C# takes only with care: names that need an escape, and required members.</summary>
public sealed class NamedEventTests
{
    [Fact]
    public void Types_may_have_names_that_only_an_escape_makes_names()
    {
        // No type may be declared by these names without the escape (CS9029, CS9056, CS9062, CS9306, CS8981).
        var names = new[] { "required", "file", "scoped", "extension", "record", "partial", "var", "field", "class", "async" };
        EventCase.Compile(string.Concat(names.Select(static name => $$"""
            [GoQueueEvent("a", "{{name}}", "1.0")] public sealed partial record @{{name}}([property: Range(1, 3)] int Number, [Sensitive] string Secret);
            public static partial class Outer { public static partial class @{{name}} { [GoQueueEvent("a", "{{name}}.inner", "1.0", Name = "{{name}}1")] public sealed partial record E([Sensitive] string Secret); } }

            """)));
    }

    [Fact]
    public async Task What_has_required_members_is_made_where_its_constructor_sets_them()
    {
        using var loaded = EventCase.Compile("""
            public sealed class Hex : JsonConverter<int>
            {
                [SetsRequiredMembers] public Hex() => Base = 16;
                public required int Base { get; init; }
                public override int Read(ref Utf8JsonReader reader, System.Type type, JsonSerializerOptions options) => System.Convert.ToInt32(reader.GetString(), Base);
                public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteStringValue(System.Convert.ToString(value, Base));
            }
            public sealed class Bag : System.Collections.Generic.List<int> { [SetsRequiredMembers] public Bag() => Owner = ""; public required string Owner { get; set; } }
            public sealed class Closed : System.Collections.Generic.List<int> { public required string Owner { get; set; } }
            [GoQueueValue] public readonly record struct Id { [SetsRequiredMembers] public Id(string value) => Value = value; public required string Value { get; init; } }
            [GoQueueEvent("a", "a", "1.0")] public sealed partial record E([property: JsonConverter(typeof(Hex))] int Number, Bag Bag, Id Id, Closed? Closed = null);
            public static class Values { public static object Pass() => new E(17, new Bag { 1 }, new Id("x")); }
            """.Replace("[SetsRequiredMembers]", "[System.Diagnostics.CodeAnalysis.SetsRequiredMembers]", StringComparison.Ordinal)).Load();

        var published = await loaded.Event.PublishAsync(loaded.Value("Pass"));

        Assert.Equal("""{"number":"11","bag":[1],"id":"x","closed":null}""", published.Json);
    }
}
