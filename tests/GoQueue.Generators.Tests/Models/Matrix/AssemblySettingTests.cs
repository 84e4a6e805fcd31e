using Microsoft.CodeAnalysis;
using Xunit;

namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>What a project may be called, and what it may switch on.</summary>
public sealed class AssemblySettingTests
{
    private const string Event = """
        [GoQueueEvent("a", "a", "1.0")] public sealed partial record E([StringLength(3)] string Code, [Sensitive] string Secret, System.Collections.Generic.List<int> Numbers);
        [GoQueueCatalog] public static partial class Catalog;
        public static class Values { public static E Pass() => new("a", "s", [1]); }
        """;

    [Theory]
    [InlineData("event")]
    [InlineData("class")]
    [InlineData("record")]
    [InlineData("1st.Shop")]
    [InlineData("Shop Events")]
    [InlineData("Shöp.Ünits")]
    [InlineData(".Shop")]
    [InlineData("_")]
    [InlineData("😀")]
    [InlineData("System")]
    [InlineData("GoQueue")]
    public async Task An_assembly_of_any_name_compiles_and_publishes(string name)
    {
        using var loaded = EventCase.Compile(Event, new() { AssemblyName = name }).Load();

        Assert.Equal("""{"code":"a","secret":"s","numbers":[1]}""", (await loaded.Event.PublishAsync(loaded.Value("Pass"))).Json);
    }

    [Theory]
    [InlineData("A-B", "A.B")]
    [InlineData("A.B", "A_B")]
    [InlineData("A-B", "A_B")]
    [InlineData("A B", "A-B")]
    [InlineData("event", "@event")]
    [InlineData("1A", "_1A")]
    public void Assemblies_that_differ_in_punctuation_may_see_each_others_internals(string first, string second)
    {
        var reference = Image($"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{second}\")]\nnamespace First {{ {Event} }}", first);

        EventCase.Compile($"namespace Second {{ {Event} public static class Both {{ public static int Count => GoQueueEvents.All.Count + First.Catalog.All.Count; }} }}", new() { AssemblyName = second, UsesNamespace = false, References = [reference] });
    }

    [Fact]
    public void A_CLS_compliant_assembly_gets_no_warning_from_generated_files() => EventCase.Compile($$"""
        {{Event}}
        public static partial class Outer { [GoQueueEvent("a", "b", "1.0")] public sealed partial record Nested(Uri At, System.Collections.Generic.Dictionary<string, decimal> Prices); }
        [GoQueueEvent("a", "c", "1.0")] public sealed partial record _Underscored(int Id);
        [GoQueueEvent("a", "d", "1.0")] public sealed partial record Cased(int Id);
        [GoQueueEvent("a", "e", "1.0", Name = "Other")] public sealed partial record cased(int Id, uint Unsigned, sbyte Signed);
        public sealed record Generic<T>(T Value);
        [GoQueueEvent("a", "f", "1.0")] public sealed partial record Holder(Generic<int> Numbers, Generic<ulong[]> More);
        """);

    [Fact]
    public async Task A_parameter_that_is_passed_by_ref_readonly_is_read_back()
    {
        using var loaded = EventCase.Compile("""
            public readonly record struct Size(ref readonly int Width, in decimal Height);
            [GoQueueEvent("a", "a", "1.0")] public sealed partial record E(ref readonly int Number, in string Text, ref readonly string Name, Size Size);
            public static class Values { public static E Pass() { var one = 1; var name = "n"; return new(in one, "t", in name, new Size(in one, 2m)); } }
            """).Load();

        var published = await loaded.Event.PublishAsync(loaded.Value("Pass"));

        Assert.Equal("""{"number":1,"text":"t","name":"n","size":{"width":1,"height":2}}""", published.Json);
        Assert.Equal(loaded.Value("Pass"), published.Read);
    }

    private static PortableExecutableReference Image(string source, string name)
    {
        var compiled = EventCase.Compile(source, new() { AssemblyName = name, UsesNamespace = false });
        using var image = new MemoryStream();
        Assert.True(compiled.Output.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
