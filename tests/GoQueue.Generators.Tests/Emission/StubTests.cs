using GoQueue.Generators.Tests.Harness;
using Xunit;

namespace GoQueue.Generators.Tests.Emission;

/// <summary>A broken event gets something to compile against: the user sees one GQ error, and none of the compiler's.</summary>
public sealed class StubTests
{
    private const string Calls = """
        public static class Calls
        {
            public static async Task M(IGoQueuePublisher publisher, UserCreated message, IAsyncEnumerable<UserCreated> stream)
            {
                await publisher.PublishUserCreatedAsync(message);
                await publisher.PublishUserCreatedBatchAsync([message]);
                await foreach (var result in publisher.PublishUserCreatedStreamAsync(stream)) { _ = result; }
            }
        }
        """;

    [Theory]
    [InlineData("""[GoQueueEvent("", "a", "1.0")] public sealed partial record UserCreated(int Number);""")]
    [InlineData("""[GoQueueEvent("t", "*", "1.0")] public sealed partial record UserCreated(int Number);""")]
    [InlineData("""[GoQueueEvent("t", "a", "x")] public sealed partial record UserCreated(int Number);""")]
    [InlineData("""[GoQueueEvent] public sealed partial record UserCreated(int Number);""")]
    [InlineData("""[GoQueueEvent("t", "a", "1.0", Name = "User Created")] public sealed partial record UserCreated(int Number);""")]
    public void An_event_with_a_wrong_identity_keeps_its_interface_and_its_methods(string declaration) => GeneratorRun.Of($$"""
        using GoQueue;
        {{declaration}}
        {{Calls}}
        public static class MoreCalls
        {
            public static void N(UserCreated message) => message.Validate();
            public static ValueTask<PublishReceipt> O(IGoQueuePublisher publisher, UserCreated message) => publisher.PublishAsync(message);
        }
        """);

    [Theory]
    [InlineData("public sealed record UserCreated(int Number);")]
    [InlineData("public sealed class UserCreated;")]
    [InlineData("public sealed partial class UserCreated;")]
    [InlineData("public partial struct UserCreated;")]
    public void An_event_that_cannot_be_extended_keeps_its_methods(string declaration) => GeneratorRun.Of($$"""
        using GoQueue;
        [GoQueueEvent("t", "a", "1.0")]
        {{declaration}}
        {{Calls}}
        public static class MoreCalls
        {
            public static void N(UserCreated message) { message.Validate(); if (!message.TryValidate(out var failures)) { Console.WriteLine(failures.Count); } }
            public static ValueTask<PublishReceipt> O(IGoQueuePublisher publisher, UserCreated message, CancellationToken token) => publisher.PublishAsync(message, cancellationToken: token);
            public static PublishBatch P(UserCreated message) => new PublishBatch().Add(message).Add(message, new PublishOptions());
        }
        """);

    [Theory]
    [InlineData("file sealed partial record Nothing(int Number);")]
    [InlineData("public sealed partial record Nothing<T>(int Number);")]
    [InlineData("public ref partial struct Nothing;")]
    [InlineData("public static partial class Nothing;")]
    public void An_event_that_no_code_can_speak_of_gets_nothing(string declaration) => Assert.Empty(GeneratorRun.Of($$"""
        using GoQueue;
        [GoQueueEvent("t", "a", "1.0")]
        {{declaration}}
        """).Files);

    [Fact]
    public void The_manifest_names_broken_events_too() => Assert.Contains(
        """GoQueueEventManifest("t", "a", "x", typeof(global::UserCreated), "Number")""",
        GeneratorRun.Of("""
            using GoQueue;
            [GoQueueEvent("t", "a", "x")] public sealed partial record UserCreated(int Number) { public string Name { get; init; } = ""; }
            """).Files["UserCreated.g.cs"],
        StringComparison.Ordinal);

    [Fact]
    public void The_attribute_on_two_parts_or_on_two_types_of_one_name_does_not_stop_the_generator()
    {
        Assert.Single(GeneratorRun.OfBroken("""
            using GoQueue;
            [GoQueueEvent("t", "a", "1.0")] public sealed partial record UserCreated(int Number);
            [GoQueueEvent("t", "b", "1.0")] public sealed partial record UserCreated;
            """).Files.Keys, name => name == "UserCreated.g.cs");
        Assert.Single(GeneratorRun.OfBroken("""
            using GoQueue;
            [GoQueueEvent("t", "a", "1.0")] public sealed partial record UserCreated(int Number);
            [GoQueueEvent("t", "b", "1.0")] public partial record struct UserCreated;
            """).Files.Keys, name => name == "UserCreated.g.cs");
    }

    [Fact]
    public void Obsolete_and_experimental_events_pass_it_on_and_generated_code_stays_silent()
    {
        var run = GeneratorRun.Of("""
            using GoQueue;
            [Obsolete("Use \"V2\".", DiagnosticId = "SHOP1"), GoQueueEvent("t", "a", "1.0")] public sealed partial record Old(int Number);
            [Obsolete, GoQueueEvent("t", "b", "1.0")] public sealed partial record Older(int Number);
            [System.Diagnostics.CodeAnalysis.Experimental("SHOP2"), GoQueueEvent("t", "c", "1.0")] public sealed partial record New(int Number);
            """);

        Assert.Contains("""[global::System.ObsoleteAttribute("Use \"V2\".", DiagnosticId = "SHOP1")]""", run.Files["Old.g.cs"], StringComparison.Ordinal);
        Assert.Contains("""[global::System.Diagnostics.CodeAnalysis.ExperimentalAttribute("SHOP2")]""", run.Files["New.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Events_derived_from_an_event_and_abstract_bases_compile() => GeneratorRun.Of("""
        using GoQueue;
        using System.Text.Json.Serialization;
        public abstract record Base(Guid Id);
        [GoQueueEvent("t", "a", "1.0")] public partial record First(Guid Id) : Base(Id);
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record Second(Guid Id, int Number) : First(Id);
        """);
}
