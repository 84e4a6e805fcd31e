using GoQueue.Generators.CodeFixes;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Tests.Harness;
using Xunit;

namespace GoQueue.Generators.Tests.Analyzers.CodeFixes;

public sealed class DeclarationFixTests
{
    [Fact]
    public Task Partial_is_added_to_events() => RuleTest.Fix<MakePartialFix>(DeclarationDiagnostics.NotPartial,
        """
        using GoQueue;
        // Two of them.
        [GoQueueEvent("users", "user.created", "1.0")]
        public sealed record {|GQ1001:UserCreated|}(Guid UserId);

        [GoQueueEvent("users", "user.deleted", "1.0")] // kept
        readonly record struct {|GQ1001:UserDeleted|}(Guid UserId);
        """,
        """
        using GoQueue;
        // Two of them.
        [GoQueueEvent("users", "user.created", "1.0")]
        public sealed partial record UserCreated(Guid UserId);

        [GoQueueEvent("users", "user.deleted", "1.0")] // kept
        readonly partial record struct UserDeleted(Guid UserId);
        """);

    [Fact]
    public Task Partial_is_added_to_the_event_and_the_types_around_it() => RuleTest.Fix<MakePartialFix>(DeclarationDiagnostics.NotPartial,
        """
        using GoQueue;
        public static class Users
        {
            internal record Group
            {
                [GoQueueEvent("users", "user.created", "1.0")] public sealed record {|GQ1001:Created|}(Guid UserId);
                [GoQueueEvent("users", "user.deleted", "1.0")] public sealed record {|GQ1001:Deleted|}(Guid UserId);
            }
        }
        """,
        """
        using GoQueue;
        public static partial class Users
        {
            internal partial record Group
            {
                [GoQueueEvent("users", "user.created", "1.0")] public sealed partial record Created(Guid UserId);
                [GoQueueEvent("users", "user.deleted", "1.0")] public sealed partial record Deleted(Guid UserId);
            }
        }
        """);

    [Fact]
    public Task Partial_is_added_in_all_files() => RuleTest.Fix<MakePartialFix>(DeclarationDiagnostics.NotPartial,
        [
            """
            using GoQueue;
            public static class Users { [GoQueueEvent("users", "user.created", "1.0")] public sealed record {|GQ1001:Created|}(Guid UserId); }
            """,
            """
            using GoQueue;
            [GoQueueEvent("users", "user.deleted", "1.0")] public sealed record {|GQ1001:UserDeleted|}(Guid UserId);
            """,
        ],
        [
            """
            using GoQueue;
            public static partial class Users { [GoQueueEvent("users", "user.created", "1.0")] public sealed partial record Created(Guid UserId); }
            """,
            """
            using GoQueue;
            [GoQueueEvent("users", "user.deleted", "1.0")] public sealed partial record UserDeleted(Guid UserId);
            """,
        ]);

    [Fact]
    public Task Partial_is_added_to_the_types_around_an_event() => RuleTest.Fix<MakePartialFix>(DeclarationDiagnostics.ContainerNotPartial,
        """
        using GoQueue;
        public interface {|GQ1002:IUsers|}
        {
            [GoQueueEvent("users", "user.created", "1.0")] public sealed partial record Created(Guid UserId);
        }
        """,
        """
        using GoQueue;
        public partial interface IUsers
        {
            [GoQueueEvent("users", "user.created", "1.0")] public sealed partial record Created(Guid UserId);
        }
        """);

    [Fact]
    public Task Sealed_is_added_before_partial() => RuleTest.Fix<SealFix>(DeclarationDiagnostics.NotSealed,
        """
        using GoQueue;
        [GoQueueEvent("users", "user.created", "1.0")] public partial record {|GQ1017:Created|}(Guid UserId);
        [GoQueueEvent("users", "user.deleted", "1.0")] partial record {|GQ1017:Deleted|}(Guid UserId);
        """,
        """
        using GoQueue;
        [GoQueueEvent("users", "user.created", "1.0")] public sealed partial record Created(Guid UserId);
        [GoQueueEvent("users", "user.deleted", "1.0")] sealed partial record Deleted(Guid UserId);
        """);

    [Fact]
    public Task Setters_become_init_only_and_fields_readonly() => RuleTest.Fix<MakeReadOnlyFix>(DeclarationDiagnostics.Mutable,
        """
        using GoQueue;
        [GoQueueEvent("users", "user.created", "1.0")]
        public sealed partial record Created
        {
            public string Name { get; {|GQ1018:set|}; } = "";
            [System.Text.Json.Serialization.JsonInclude] public int {|GQ1018:Count|};
        }
        """,
        """
        using GoQueue;
        [GoQueueEvent("users", "user.created", "1.0")]
        public sealed partial record Created
        {
            public string Name { get; init; } = "";
            [System.Text.Json.Serialization.JsonInclude] public readonly int Count;
        }
        """);

    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("v2.3", "2.3")]
    [InlineData("1.0.0.0", "1.0.0")]
    [InlineData("01.002", "1.2")]
    [InlineData("latest", "1.0")]
    [InlineData("", "1.0")]
    [InlineData("2024-10-01", "2024.10.1")]
    public Task A_version_is_repaired(string written, string repaired) => RuleTest.Fix<RepairVersionFix>(DeclarationDiagnostics.InvalidVersion,
        $$"""
        using GoQueue;
        [GoQueueEvent("users", "user.created", {|GQ1007:"{{written}}"|})] public sealed partial record Created;
        """,
        $$"""
        using GoQueue;
        [GoQueueEvent("users", "user.created", "{{repaired}}")] public sealed partial record Created;
        """);

    [Fact]
    public Task A_missing_version_is_added() => RuleTest.Fix<RepairVersionFix>(DeclarationDiagnostics.InvalidVersion,
        """
        using GoQueue;
        [{|GQ1007:GoQueueEvent(Topic = "users", Action = "user.created")|}] public sealed partial record Named;
        [{|GQ1007:GoQueueEvent|}] public sealed partial record Bare;
        [{|GQ1007:GoQueueEvent()|}] public sealed partial record Empty;
        [GoQueueEvent("users", "user.renamed", {|GQ1007:null!|})] public sealed partial record Null;
        [GoQueueEvent("users", "user.deleted", "1.0", Version = {|GQ1007:"2"|})] public sealed partial record Overridden;
        """,
        """
        using GoQueue;
        [GoQueueEvent(Topic = "users", Action = "user.created", Version = "1.0")] public sealed partial record Named;
        [GoQueueEvent(Version = "1.0")] public sealed partial record Bare;
        [GoQueueEvent(Version = "1.0")] public sealed partial record Empty;
        [GoQueueEvent("users", "user.renamed", "1.0")] public sealed partial record Null;
        [GoQueueEvent("users", "user.deleted", "1.0", Version = "2.0")] public sealed partial record Overridden;
        """);

    [Fact]
    public Task A_third_positional_argument_that_is_not_there_yet_is_added() => RuleTest.Fix<RepairVersionFix>(DeclarationDiagnostics.InvalidVersion,
        """
        using GoQueue;
        [{|GQ1007:{|CS7036:GoQueueEvent("users", "user.created")|}|}] public sealed partial record Created;
        """,
        """
        using GoQueue;
        [GoQueueEvent("users", "user.created", "1.0")] public sealed partial record Created;
        """);

    [Fact]
    public Task Wildcards_are_taken_out_of_an_action() => RuleTest.Fix<RepairActionFix>(DeclarationDiagnostics.WildcardInAction,
        """
        using GoQueue;
        [GoQueueEvent("users", {|GQ1005:"user.*.{Kind}.created#"|}, "1.0")] public sealed partial record Created(string Kind);
        """,
        """
        using GoQueue;
        [GoQueueEvent("users", "user.{Kind}.created", "1.0")] public sealed partial record Created(string Kind);
        """);

    [Theory]
    [InlineData("\"#\"")]
    [InlineData("Names.Any")]
    public Task An_action_of_which_nothing_would_be_left_or_that_stands_elsewhere_is_not_fixed(string action) => RuleTest.NoFix<RepairActionFix>(DeclarationDiagnostics.WildcardInAction,
        $$"""
        using GoQueue;
        public static class Names { public const string Any = "user.*"; }
        [GoQueueEvent("users", {|GQ1005:{{action}}|}, "1.0")] public sealed partial record Created;
        """);

    [Fact]
    public Task Dots_too_many_are_taken_out_of_an_action() => RuleTest.Fix<RepairActionFix>(DeclarationDiagnostics.EmptyWordInAction,
        """
        using GoQueue;
        [GoQueueEvent("users", {|GQ1006:".user..created."|}, "1.0")] public sealed partial record Created;
        """,
        """
        using GoQueue;
        [GoQueueEvent("users", "user.created", "1.0")] public sealed partial record Created;
        """);
}
