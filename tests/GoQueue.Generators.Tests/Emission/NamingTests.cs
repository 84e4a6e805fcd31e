using GoQueue.Generators.Parsing;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace GoQueue.Generators.Tests.Emission;

/// <summary>Names that a careless generator trips over. <see cref="GeneratorRun.Of(string[])"/> demands that all of it compiles without a warning.</summary>
[Covers<KnownSymbols>]
public sealed class NamingTests
{
    [Fact]
    public void Names_that_are_keywords() => GeneratorRun.Of("""
        using GoQueue;
        namespace @event.@class;
        public static partial class @static
        {
            [GoQueueEvent("t", "a", "1.0")] public sealed partial record @record(string @int, int @default);
        }
        public static class Calls
        {
            public static async Task M(IGoQueuePublisher publisher) => await publisher.PublishstaticrecordAsync(new("", 1));
        }
        """);

    [Fact]
    public void Events_in_the_global_namespace() => GeneratorRun.Of("""
        using GoQueue;
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Created(int Number);
        [GoQueueEvent("t", "b", "1.0")] internal readonly partial record struct Deleted(int Number);
        public static class Calls
        {
            public static async Task M(IGoQueuePublisher publisher)
            {
                await publisher.PublishCreatedAsync(new(1));
                await publisher.PublishDeletedBatchAsync([new(1), new(2)]);
                _ = GoQueueEvents.All.Count;
            }
        }
        """);

    [Theory]
    [InlineData("Shop.System")]
    [InlineData("Shop.GoQueue")]
    [InlineData("GoQueue")]
    [InlineData("GoQueue.Generated")]
    [InlineData("System")]
    [InlineData("Shop.global.System.Threading")]
    public void Namespaces_that_look_like_others(string name) => GeneratorRun.Of($$"""
        using global::GoQueue;
        namespace {{name}}
        {
            [global::GoQueue.GoQueueEvent("t", "a", "1.0")] public sealed partial record Created(int Number, global::System.Guid Id);
        }
        """);

    [Theory]
    [InlineData("GoQueueEvents")]
    [InlineData("GoQueueJsonContext")]
    [InlineData("EventDescriptor")]
    [InlineData("Task")]
    [InlineData("ValueTask")]
    [InlineData("IGoQueuePublisher")]
    [InlineData("System")]
    [InlineData("Object")]
    public void Events_named_like_what_generated_code_speaks_of(string name) => GeneratorRun.Of($$"""
        namespace Shop.Events;
        [global::GoQueue.GoQueueEvent("t", "a", "1.0")] public sealed partial record {{name}}(int Number);
        """);

    [Fact]
    public void Members_named_like_what_generated_code_adds() => GeneratorRun.Of("""
        using GoQueue;
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record Created(string Descriptor, string Validate, string Topic, string message, string System, string GoQueue, string writer, string value);
        """);

    [Fact]
    public void Two_names_that_differ_in_case_alone_get_two_files()
    {
        var run = GeneratorRun.Of("""
            using GoQueue;
            [GoQueueEvent("t", "a", "1.0")] public sealed partial record UserCreated(int Number);
            [GoQueueEvent("t", "b", "1.0")] public sealed partial record Usercreated(int Number);
            [GoQueueEvent("t", "c", "1.0")] public sealed partial record Other(int Number);
            public static partial class A { [GoQueueEvent("t", "d", "1.0")] public sealed partial record B; }
            namespace A2 { }
            """);

        Assert.Contains("Other.g.cs", run.Files.Keys);
        Assert.Equal(2, run.Files.Keys.Count(name => name.StartsWith("UserCreated-", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void A_nested_type_and_a_namespace_of_one_name_get_two_files()
    {
        var run = GeneratorRun.Of("""
            using GoQueue;
            namespace Shop { public static partial class Orders { [GoQueueEvent("t", "a", "1.0")] public sealed partial record Created; } }
            namespace Shop.orders { [GoQueueEvent("t", "b", "1.0")] public sealed partial record Created; }
            """);

        Assert.Equal(2, run.Files.Keys.Count(name => name.StartsWith("Shop.Orders.Created-", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void A_very_long_name_is_cut_and_hashed()
    {
        var first = new string('A', 300);
        var run = GeneratorRun.Of($$"""
            using GoQueue;
            [GoQueueEvent("t", "a", "1.0")] public sealed partial record {{first}}1(int Number);
            [GoQueueEvent("t", "b", "1.0")] public sealed partial record {{first}}2(int Number);
            """);

        Assert.All(run.Files.Keys, name => Assert.InRange(name.Length, 1, 140));
    }

    [Theory]
    [InlineData("Shop.Order-Service")]
    [InlineData("1st")]
    [InlineData("Überweisung")]
    [InlineData("Quickstart")]
    public void Assembly_names_that_are_no_namespaces(string name) =>
        GeneratorRun.Of(Sources.CompileAs(name, LanguageVersion.CSharp14, """
            using GoQueue;
            [GoQueueEvent("t", "a", "1.0")] public sealed partial record Quickstart(int Number);
            """));

    [Fact]
    public void One_name_in_two_namespaces() => GeneratorRun.Of("""
        using GoQueue;
        namespace Shop { [GoQueueEvent("t", "a", "1.0")] public sealed partial record Created(int Number); }
        namespace Shop.V2 { [GoQueueEvent("t", "a", "2.0", Name = "CreatedV2")] public sealed partial record Created(int Number); }
        """);

    [Fact]
    public void Topics_and_actions_with_characters_that_code_and_XML_must_escape() => GeneratorRun.Of(""""
        using GoQueue;
        [GoQueueEvent("a<b>&\"\\\n\u2028{", "</summary>\t'é€😀", "1.0")] public sealed partial record Created(int Number);
        """");
}
