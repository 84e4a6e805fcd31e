using GoQueue.Generators.Emission.Validation;
using Xunit;

namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>The harness itself: it must be able to fail.</summary>
[Covers(typeof(EventValidationEmitter))]
[Covers<RuleEmitter>]
[Covers<ShapeEmitter>]
public sealed class EventCaseTests
{
    [Fact]
    public async Task A_case_is_compiled_published_and_read_back()
    {
        using var loaded = EventCase.Compile("""
            [GoQueueEvent("orders", "order.{Kind}", "1.0")] public sealed partial record E(int Id, string Kind, [Range(1, 3)] int Count, [Encrypted] string Secret);
            public static class Values { public static E Pass() => new(1, "paid", 2, "s"); public static E Fail() => new(1, "paid", 4, "s"); }
            """).Load();

        var published = await loaded.Event.PublishAsync(loaded.Value("Pass"));

        Assert.Equal("order.paid", published.Wire.RoutingKey);
        Assert.Equal("""{"id":1,"kind":"paid","count":2,"secret":"s"}""", published.Json);
        Assert.Equal(loaded.Value("Pass"), published.Read);
        await Assert.ThrowsAsync<EventValidationException>(() => loaded.Event.PublishAsync(loaded.Value("Fail")));
    }

    [Fact]
    public async Task A_case_reports_what_analyzers_and_compiler_find()
    {
        var broken = EventCase.CompileAny("[GoQueueEvent(\"a\", \"a\", \"1.0\")] public sealed record E(int Id); public class C { int x = \"\"; }");

        Assert.Contains(broken.Complaints, static complaint => complaint.Id == "CS0029");
        Assert.Contains(await broken.FindingsAsync(), static finding => finding.Id == "GQ1005" || finding.Id.StartsWith("GQ10", StringComparison.Ordinal));
    }
}
