using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace GoQueue.Generators.Tests.Emission;

public sealed class AssemblyFileTests
{
    private const string Contracts = """
        using GoQueue;
        namespace Shop.Contracts;
        [GoQueueEvent("users", "user.created", "1.0")] public sealed partial record UserCreated(Guid UserId);
        [GoQueueCatalog] public static partial class ShopEvents;
        """;

    [Fact]
    public void An_assembly_without_events_gets_no_generated_file() => Assert.Empty(GeneratorRun.Of("public sealed class A;").Files);

    [Fact]
    public void The_list_of_events_is_ordered_and_without_broken_ones()
    {
        var run = GeneratorRun.Of("""
            using GoQueue;
            namespace Shop;
            [GoQueueEvent("t", "z", "1.0")] public sealed partial record Zebra(int Number);
            [GoQueueEvent("t", "a", "1.0")] internal sealed partial record Ant(int Number);
            [GoQueueEvent("t", "b", "one")] public sealed partial record Broken(int Number);
            """);

        var list = run.Files["GoQueue-Events.g.cs"];
        Assert.Contains("public static class GoQueueEvents", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Broken", list, StringComparison.Ordinal);
        Assert.True(list.IndexOf("Shop.Ant", StringComparison.Ordinal) < list.IndexOf("Shop.Zebra", StringComparison.Ordinal));
    }

    [Fact]
    public void The_list_is_internal_where_no_event_is_public() => Assert.Contains(
        "internal static class GoQueueEvents",
        GeneratorRun.Of("""
            using GoQueue;
            [GoQueueEvent("t", "a", "1.0")] internal sealed partial record Ant(int Number);
            """).Files["GoQueue-Events.g.cs"],
        StringComparison.Ordinal);

    [Fact]
    public void Only_broken_events_still_give_the_names_that_calls_use() => GeneratorRun.Of("""
        using GoQueue;
        [GoQueueEvent("t", "a", "one")] public sealed partial record Broken(int Number);
        public static class Calls { public static int Count => GoQueueEvents.All.Count; }
        """);

    [Fact]
    public void A_catalog_gives_public_names()
    {
        var run = GeneratorRun.Of(Contracts);
        var catalog = Assert.Single(run.Files, file => file.Key.StartsWith("GoQueue-Catalog-Shop.Contracts.ShopEvents", StringComparison.Ordinal)).Value;
        Assert.Contains("All =>", catalog, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public", "internal")]
    [InlineData("internal", "internal")]
    [InlineData("internal", "public")]
    public void A_catalog_may_be_more_or_less_visible_than_the_events(string catalog, string @event) => GeneratorRun.Of($$"""
        using GoQueue;
        namespace Shop.Contracts;
        [GoQueueEvent("users", "user.created", "1.0")] {{@event}} sealed partial record UserCreated(Guid UserId);
        [GoQueueEvent("users", "user.broken", "one")] public sealed partial record Broken(Guid UserId);
        [GoQueueCatalog] {{catalog}} static partial class ShopEvents;
        public static class Calls { public static System.Text.Json.Serialization.JsonSerializerContext Context => ShopEvents.JsonContext; }
        """);

    [Fact]
    public void A_catalog_without_events_is_empty() => GeneratorRun.Of("""
        using GoQueue;
        public partial class Group { [GoQueueCatalog] private static partial class Names; public static int Count => Names.All.Count; }
        """);

    [Fact]
    public void Contracts_billing_and_app_compile_together_with_internals_visible_in_both_directions()
    {
        var contracts = RuleTest.Reference("Shop.Contracts", Contracts, "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"App\")]");
        var billing = RuleTest.Reference("Shop.Billing", """
            using GoQueue;
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("App")]
            namespace Shop.Contracts { [GoQueueEvent("bills", "bill.sent", "1.0")] public sealed partial record BillSent(Guid BillId); }
            namespace Shop.Billing { [GoQueueEvent("bills", "bill.paid", "1.0")] internal sealed partial record BillPaid(Guid BillId); }
            """);
        var app = Sources.CompileAs("App", LanguageVersion.CSharp14, """
            using GoQueue;
            using Shop.Contracts;
            using Shop.Billing;
            namespace App;
            [GoQueueEvent("app", "app.started", "1.0")] public sealed partial record AppStarted(Guid Id);
            public static class Calls
            {
                public static async Task M(IGoQueuePublisher publisher)
                {
                    await publisher.PublishUserCreatedAsync(new(Guid.Empty));
                    await publisher.PublishBillSentAsync(new(Guid.Empty));
                    await publisher.PublishBillPaidAsync(new(Guid.Empty));
                    await publisher.PublishAppStartedAsync(new(Guid.Empty));
                    _ = GoQueueEvents.All.Count + ShopEvents.All.Count;
                    _ = System.Text.Json.JsonSerializer.Serialize(new UserCreated(Guid.Empty), ShopEvents.JsonContext.UserCreated);
                }
            }
            """).AddReferences(contracts, billing);

        GeneratorRun.Of(app);
    }
}
