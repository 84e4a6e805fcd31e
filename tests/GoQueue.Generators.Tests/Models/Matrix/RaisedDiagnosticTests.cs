using GoQueue.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>
/// <c>[Experimental]</c> is an error by default, and <c>[Obsolete(DiagnosticId = …)]</c> a warning of its own id.
/// Wherever the user writes them, only the user's own code raises them: generated files silence the ids of all symbols
/// that they name. <c>[Obsolete(…, true)]</c> is an error that nothing silences: what names such a symbol is obsolete itself.
/// </summary>
[Covers<RaisedIds>]
public sealed class RaisedDiagnosticTests
{
    private const string X = "[System.Diagnostics.CodeAnalysis.Experimental(\"X1\")]";
    private const string O = "[System.Obsolete(\"old\", DiagnosticId = \"O1\")]";
    private const string Event = "[GoQueueEvent(\"a\", \"a\", \"1.0\")] public sealed partial record E";

    public static TheoryData<string, string> Places => new()
    {
        { "the event", $"§ {Event}(int Id);" },
        { "a container", $"§ public static partial class Outer {{ {Event}(int Id); }}" },
        { "a member", $"{Event}(int Id) {{ § public int Member {{ get; init; }} }}" },
        { "a positional member", $"{Event}([property: §§] int Member);" },
        { "a validated member", $"{Event}(int Id) {{ § [Range(1, 3)] public int Member {{ get; init; }} }}" },
        { "a getter", $"{Event}(int Id) {{ [Range(1, 3)] public int Member {{ § get; init; }} }}" },
        { "a setter", $"{Event}(int Id) {{ [Required] public string? Member {{ get; § init; }} }}" },
        { "a field", $"{Event}(int Id) {{ [JsonInclude] § public readonly int Member; }}" },
        { "the type of a member", $"§ public enum Kind {{ A }} {Event}(Kind Member);" },
        { "the record of a member", $"§ public sealed record Line([property: Range(1, 3)] int Count); {Event}(Line Member);" },
        { "an element type", $"§ public sealed record Line([property: Range(1, 3)] int Count); {Event}(System.Collections.Generic.List<Line?[]> Member);" },
        { "a value by key", $"§ public sealed record Line([property: Range(1, 3)] int Count); {Event}(System.Collections.Generic.IReadOnlyDictionary<string, Line> Member);" },
        { "a container of the type of a member", $"§ public static class Outer {{ public sealed record Line([property: Range(1, 3)] int Count); }} {Event}(Outer.Line Member);" },
        { "a member of the record of a member", $"public sealed record Line(int Count) {{ § [Range(1, 3)] public int More {{ get; init; }} }} {Event}(Line Member);" },
        { "a type argument", $"§ public sealed record Line(int Count); public sealed record Page<T>(T Item); {Event}(Page<Line> Member);" },
        { "a base", $"§ public abstract record Base(int Id) {{ [Range(1, 3)] public int Member {{ get; init; }} }} {Event}(int Id) : Base(Id);" },
        { "a member of a base", $"public abstract record Base(int Id) {{ § [Range(1, 3)] public int Member {{ get; init; }} }} {Event}(int Id) : Base(Id);" },
        { "a hidden member of a base", $"public abstract record Base(int Id) {{ § public int Member {{ get; init; }} }} {Event}(int Id) : Base(Id) {{ [JsonPropertyName(\"m\")] public new int Member {{ get; init; }} }}" },
        { "a derived type", $"§ public sealed record Card(decimal Amount, [property: Range(1, 3)] int Count) : Payment(Amount); [JsonDerivedType(typeof(Card), \"c\")] public abstract record Payment(decimal Amount); {Event}(Payment Member);" },
        { "a converter of a member", $"§ {Converter("Hex")} {Event}([property: JsonConverter(typeof(Hex))] int Member);" },
        { "the constructor of a converter", $"{Converter("Hex", "§ public Hex() { }")} {Event}([property: JsonConverter(typeof(Hex))] int Member);" },
        { "a converter of a type", $"§ public sealed class C : JsonConverter<T> {{ {ConverterBody("T")} }} [JsonConverter(typeof(C))] public sealed class T; {Event}(T Member);" },
        { "the container of a converter", $"§ public static class Outer {{ {Converter("Hex")} }} {Event}([property: JsonConverter(typeof(Outer.Hex))] int Member);" },
        { "a constructor", $"public sealed class T {{ public int Number {{ get; }} [JsonConstructor] § public T(int number) => Number = number; }} {Event}(T Member);" },
        { "a constructor that an accessor calls", $"public sealed class T {{ public int Number {{ get; }} [JsonConstructor] § private T(int number) => Number = number; public static T Make() => new(1); }} {Event}(T Member);" },
        { "a collection", $"§ public sealed class Bag : System.Collections.Generic.List<int>; {Event}(Bag Member);" },
        { "the constructor of a collection", $"public sealed class Bag : System.Collections.Generic.List<int> {{ § public Bag() {{ }} }} {Event}(Bag Member);" },
        { "a rule", $"§ public sealed class MyRule : ValidationAttribute; {Event}([MyRule] int Member);" },
        { "the constructor of a rule", $"public sealed class MyRule : ValidationAttribute {{ § public MyRule(int x) {{ }} }} {Event}([MyRule(1)] int Member);" },
        { "a property of a rule", $"public sealed class MyRule : ValidationAttribute {{ § public int More {{ get; set; }} }} {Event}([MyRule(More = 1)] int Member);" },
        { "a type in a rule", $"§ public sealed class T; public sealed class MyRule(System.Type type) : ValidationAttribute {{ public System.Type Type => type; }} {Event}([MyRule(typeof(T[]))] int Member);" },
        { "an enum in a rule", $"§ public enum Kind {{ A }} public sealed class MyRule(object kind) : ValidationAttribute {{ public object Kind => kind; }} {Event}([MyRule(new object[] {{ Kind.A }})] int Member);" },
        { "a rule of the whole", $"§ public sealed class MyRule : ValidationAttribute; [MyRule] {Event}(int Member);" },
        { "a rule of a nested record", $"§ public sealed class MyRule : ValidationAttribute; [MyRule] public sealed record Line(int Count); {Event}(Line Member);" },
        { "a rule on an enum", $"§ public enum Kind {{ A }} {Event}([EnumDataType(typeof(Kind))] string Member);" },
        { "a class of resources", $"§ public static class R {{ public static string Text => \"\"; }} {Event}([Range(1, 2, ErrorMessageResourceType = typeof(R), ErrorMessageResourceName = \"Text\")] int Member);" },
        { "a resource", $"public static class R {{ § public static string Text => \"\"; }} {Event}([Range(1, 2, ErrorMessageResourceType = typeof(R), ErrorMessageResourceName = \"Text\")] int Member);" },
        { "a display name", $"public static class R {{ § public static string Text => \"\"; }} {Event}([Range(1, 2), Display(ResourceType = typeof(R), Name = \"Text\")] int Member);" },
        { "a compared member", $"{Event}(int Id) {{ § public int Other {{ get; init; }} [Compare(\"Other\")] public int Member {{ get; init; }} }}" },
        { "a member in the routing key", $"[GoQueueEvent(\"a\", \"a.{{Member}}\", \"1.0\")] public sealed partial record E(int Id) {{ § public int Member {{ get; init; }} }}" },
        { "an enum in the routing key", $"§ public enum Kind {{ A }} [GoQueueEvent(\"a\", \"a.{{Member}}\", \"1.0\")] public sealed partial record E(Kind Member);" },
        { "an ordering key", $"{Event}(int Id) {{ § [OrderingKey] public int Member {{ get; init; }} }}" },
        { "a header", $"§ public enum Kind {{ A }} {Event}(int Id) {{ § [EventHeader(\"h\")] public Kind Member {{ get; init; }} }}" },
        { "a masked member", $"{Event}(int Id) {{ § [Sensitive] public int Member {{ get; init; }} }}" },
        { "a neighbour of a masked member", $"{Event}([Sensitive] int Id) {{ § public int Member {{ get; init; }} }}" },
        { "a masked record", $"§ public sealed partial record Line([Sensitive] string Sku); {Event}(Line Member);" },
        { "the container of a masked record", $"§ public static partial class Outer {{ public sealed partial record Line([Sensitive] string Sku); }} {Event}(Outer.Line Member);" },
        { "a catalog", $"§ [GoQueueCatalog] public static partial class Catalog; {Event}(int Id);" },
        { "a constraint", $"§ public interface IItem; public sealed record Item : IItem; public record Page<T>(T Member) where T : IItem {{ [JsonInclude] private int Hidden {{ get; init; }} }} {Event}(Page<Item> Member);" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Generated_files_silence_an_experimental(string place, string source) => Silent(place, source, X);

    [Theory]
    [MemberData(nameof(Places))]
    public void Generated_files_silence_an_obsolete(string place, string source) => Silent(place, source, O);

    // The compiler refuses the user's file in most cases. It must not refuse a generated file as well, which nobody could correct.
    [Theory]
    [MemberData(nameof(Places))]
    public void Generated_files_compile_beside_an_obsolete_error(string place, string source)
    {
        Assert.NotEmpty(place);
        var compiled = EventCase.CompileAny(Mark(source, "[System.Obsolete(\"old\", true)]"));

        Assert.Empty(compiled.Complaints.Where(found => found.Location.SourceTree is { } tree && !compiled.Input.ContainsSyntaxTree(tree)));
    }

    [Theory]
    [InlineData("[System.Obsolete(\"old\", true)] [GoQueueEvent(\"a\", \"a\", \"1.0\")] public sealed partial record E(Kind Kind, [property: Range(1, 3)] int Number, Line Line);")]
    [InlineData("[System.Obsolete(\"old\")] [GoQueueEvent(\"a\", \"a.{Kind}\", \"1.0\")] public sealed partial record E([OrderingKey] Kind Kind, [property: EventHeader(\"h\")] int Number, [Sensitive] Line Line);")]
    public async Task An_obsolete_event_of_types_that_nothing_else_may_use_is_published(string source)
    {
        const string Types = """
            [System.Obsolete("old", true)] public enum Kind { A, B }
            [System.Obsolete("old", true)] public sealed partial record Line([property: Range(1, 3)] int Count, [property: Sensitive] string? Note = null);
            [System.Obsolete] public static class Values { public static object Pass() => new E(Kind.B, 2, new Line(3)); }
            """;
        using var loaded = EventCase.Compile($"#pragma warning disable CS0612, CS0618\n{source}\n{Types}").Load();

        var published = await loaded.Event.PublishAsync(loaded.Value("Pass"));

        Assert.Equal("""{"kind":1,"number":2,"line":{"count":3,"note":null}}""", published.Json);
    }

    [Fact]
    public void Generated_files_silence_an_experimental_assembly()
    {
        var library = EventCase.Compile(
            "[assembly: System.Diagnostics.CodeAnalysis.Experimental(\"X1\")] namespace Library { public sealed record Line([property: Range(1, 3)] int Count); }",
            new() { AssemblyName = "Library", UsesNamespace = false });
        using var image = new MemoryStream();
        Assert.True(library.Output.Emit(image).Success);

        EventCase.Compile(
            $"#pragma warning disable X1\n{Event}(Library.Line Member, System.Collections.Generic.List<Library.Line> More);",
            new() { References = [MetadataReference.CreateFromImage(image.ToArray())] });
    }

    // The user's own file is silenced, as a user does: what is left is in generated files.
    private static void Silent(string place, string source, string attribute)
    {
        Assert.NotEmpty(place);
        EventCase.Compile($"#pragma warning disable X1, O1\n{Mark(source, attribute)}");
    }

    private static string Mark(string source, string attribute) =>
        source.Replace("§§", attribute.Trim('[', ']'), StringComparison.Ordinal).Replace("§", attribute, StringComparison.Ordinal);

    private static string Converter(string name, string more = "") => $"public sealed class {name} : JsonConverter<int> {{ {more} {ConverterBody("int")} }}";

    private static string ConverterBody(string type) =>
        $"public override {type} Read(ref Utf8JsonReader reader, System.Type type, JsonSerializerOptions options) => default!; public override void Write(Utf8JsonWriter writer, {type} value, JsonSerializerOptions options) => writer.WriteNullValue();";
}
