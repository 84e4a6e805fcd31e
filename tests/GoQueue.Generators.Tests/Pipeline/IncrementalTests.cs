using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace GoQueue.Generators.Tests.Pipeline;

public sealed class IncrementalTests
{
    private const string Users = """
        using GoQueue;
        namespace Shop.Events;

        [GoQueueEvent("users", "user.created", "1.0")]
        public sealed partial record UserCreated(Guid UserId, string Email);

        [GoQueueEvent("users", "user.deleted", "1.0")]
        public sealed partial record UserDeleted(Guid UserId);
        """;

    private const string Orders = """
        using GoQueue;
        namespace Shop.Events;

        [GoQueueEvent("orders", "order.created", "1.0")]
        public sealed partial record OrderCreated(Guid OrderId);

        [GoQueueCatalog]
        public static partial class ShopEvents;

        public static class Elsewhere
        {
            public static int One() => 1;
        }
        """;

    private const string Broken = """
        using GoQueue;
        namespace Shop.Events;

        [GoQueueEvent("users", "", "1.0")]
        public sealed partial record Broken(Guid UserId);
        """;

    [Fact]
    public void Moving_a_record_does_not_regenerate_it() =>
        GeneratorRun.Of(Users, Orders).AfterReplacing("[GoQueueEvent(\"users\", \"user.created\"", "\n\n// moved\n\n[GoQueueEvent(\"users\", \"user.created\"").PrintsNothing();

    [Fact]
    public void Moving_a_broken_record_does_not_regenerate_it() =>
        GeneratorRun.Of(Users, Broken).AfterReplacing("[GoQueueEvent(\"users\", \"\"", "\n\n// moved\n\n[GoQueueEvent(\"users\", \"\"").PrintsNothing();

    [Fact]
    public void An_unrelated_edit_prints_nothing() => GeneratorRun.Of(Users, Orders).AfterReplacing("=> 1;", "=> 2;").PrintsNothing();

    [Fact]
    public void A_comment_inside_of_an_event_prints_nothing() => GeneratorRun.Of(Users, Orders).AfterReplacing("string Email", "/* theirs */ string Email").PrintsNothing();

    [Fact]
    public void Named_instead_of_positional_arguments_print_nothing() =>
        GeneratorRun.Of(Users, Orders).AfterReplacing("\"orders\", \"order.created\", \"1.0\"", "version: \"1.0\", topic: \"orders\", action: \"order.created\"").PrintsNothing();

    [Fact]
    public void Reordered_files_print_nothing()
    {
        var run = GeneratorRun.Of(Users, Orders);
        var trees = run.Input.SyntaxTrees;

        run.After(run.Input.RemoveAllSyntaxTrees().AddSyntaxTrees(trees.Reverse())).PrintsNothing();
    }

    [Fact]
    public void Reordered_records_print_nothing()
    {
        var parts = Users.Split("\n\n", StringSplitOptions.None);
        var run = GeneratorRun.Of(Users, Orders);
        var tree = run.Input.SyntaxTrees.Single(t => t.ToString() == Users);
        var reordered = CSharpSyntaxTree.ParseText($"{parts[0]}\n\n{parts[2]}\n\n{parts[1]}", Sources.ParseOptions, tree.FilePath);

        run.After(run.Input.ReplaceSyntaxTree(tree, reordered)).PrintsNothing();
    }

    [Fact]
    public void A_record_that_moves_to_another_file_prints_nothing()
    {
        var deleted = Users[Users.IndexOf("[GoQueueEvent(\"users\", \"user.deleted\"", StringComparison.Ordinal)..];
        var run = GeneratorRun.Of(Users, Orders);
        var users = run.Input.SyntaxTrees.Single(t => t.ToString() == Users);
        var orders = run.Input.SyntaxTrees.Single(t => t.ToString() == Orders);

        run.After(run.Input
            .ReplaceSyntaxTree(users, CSharpSyntaxTree.ParseText(Users.Replace(deleted, "", StringComparison.Ordinal), Sources.ParseOptions, users.FilePath))
            .ReplaceSyntaxTree(orders, CSharpSyntaxTree.ParseText(Orders + "\n" + deleted, Sources.ParseOptions, orders.FilePath))).PrintsNothing();
    }

    [Fact]
    public void A_changed_action_prints_its_event_alone() =>
        Assert.Equal(
            ["Shop.Events.OrderCreated.g.cs"],
            GeneratorRun.Of(Users, Orders).AfterReplacing("order.created", "order.placed").Printed.Where(IsNotJson));

    [Fact]
    public void An_edit_in_one_of_many_events_prints_it_and_its_JSON_type_alone()
    {
        var events = Enumerable.Range(0, 24).Select(static i => $"[GoQueueEvent(\"many\", \"many.{i}\", \"1.0\")] public sealed partial record Event{i}(Part{i} Part); public sealed record Part{i}(int Number);");
        var run = GeneratorRun.Of($"using GoQueue; namespace Shop.Events;\n{string.Join('\n', events)}");

        run.AfterReplacing("record Event17(Part17 Part)", "record Event17(Part17 Whole)").PrintsOnly("GoQueue-Json-Shop_Events_Event17.g.cs", "Shop.Events.Event17.g.cs");
        run.AfterReplacing("record Part17(int Number)", "record Part17(int Count)").PrintsOnly("GoQueue-Json-Shop_Events_Part17.g.cs", "Shop.Events.Event17.g.cs");
        run.AfterReplacing("record Part17(int Number)", "record Part17([System.ComponentModel.DataAnnotations.Range(1, 2)] int Number)").PrintsOnly("Shop.Events.Event17.g.cs");
    }

    [Fact]
    public void An_added_event_prints_itself_and_the_list_of_events() =>
        Assert.Equal(
            ["GoQueue-Events.g.cs", "Shop.Events.Added.g.cs"],
            GeneratorRun.Of(Users, Orders)
                .AfterReplacing("public static class Elsewhere", """[GoQueueEvent("x", "added", "1.0")] public sealed partial record Added; public static class Elsewhere""")
                .Printed.Where(name => IsNotJson(name) && !name.StartsWith("GoQueue-Catalog-", StringComparison.Ordinal)));

    [Fact]
    public void An_event_that_becomes_broken_keeps_its_file_and_leaves_the_list()
    {
        var second = GeneratorRun.Of(Users, Orders).AfterReplacing("\"order.created\", \"1.0\"", "\"order.created\", \"one\"");

        Assert.Contains("Shop.Events.OrderCreated.g.cs", second.HintNames);
        Assert.Contains("GoQueue-Events.g.cs", second.Printed);
    }

    private static bool IsNotJson(string hintName) => !hintName.StartsWith("GoQueue-Json", StringComparison.Ordinal);
}
