using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace GoQueue.Generators.Tests.Analyzers.Declaration;

public sealed class DuplicateRuleTests
{
    private const string Billing = """
        using GoQueue;
        namespace Billing;
        [GoQueueEvent("users", "user.created", "1.0")] public sealed partial record UserBilled(Guid UserId);
        [GoQueueEvent("users", "user.deleted", "1.0")] public sealed partial record UserClosed(Guid UserId);
        """;

    [Fact]
    public Task Two_events_of_one_identity_are_both_told() => RuleTest.Of(DeclarationDiagnostics.DuplicateEvent,
        """
        using GoQueue;
        [{|GQ1009:GoQueueEvent("users", "user.created", "1.0")|}] public sealed partial record First;
        [GoQueueEvent("users", "user.created", "1.1")] public sealed partial record OtherVersion;
        [GoQueueEvent("orders", "user.created", "1.0")] public sealed partial record OtherTopic;
        [GoQueueEvent(Action = "user.created", Version = "1.0")] public sealed partial record NoTopic;
        """,
        """
        using GoQueue;
        namespace Elsewhere;
        [{|GQ1009:GoQueueEvent(Topic = "users", Action = "user.created", Version = "1.0.0")|}] internal partial record struct Second;
        """);

    [Fact]
    public Task A_broken_event_is_no_duplicate() => RuleTest.Of(DeclarationDiagnostics.DuplicateEvent, """
        using GoQueue;
        [GoQueueEvent("users", "user.created", "one")] public sealed partial record First;
        [GoQueueEvent("users", "user.created", "one")] public sealed partial record Second;
        """);

    [Fact]
    public Task An_event_of_a_reference_is_a_warning_on_ours() => RuleTest.With(DeclarationDiagnostics.DuplicateOfReference,
        [RuleTest.Reference("Billing", Billing)],
        [],
        """
        using GoQueue;
        [{|GQ1010:GoQueueEvent("users", "user.created", "1.0.0")|}] public sealed partial record UserCreated;
        [GoQueueEvent("users", "user.deleted", "2.0")] public sealed partial record UserDeleted;
        """);

    [Fact]
    public Task Two_references_against_each_other_are_a_warning_without_a_place() => RuleTest.With(DeclarationDiagnostics.DuplicateInReferences,
        [RuleTest.Reference("Billing", Billing), RuleTest.Reference("Shipping", Billing.Replace("Billing", "Shipping", StringComparison.Ordinal).Replace("\"user.deleted\", \"1.0\"", "\"user.deleted\", \"3.0\"", StringComparison.Ordinal))],
        [new DiagnosticResult(DeclarationDiagnostics.DuplicateInReferences).WithArguments("Billing.UserBilled", "Billing", "Shipping.UserBilled", "Shipping")],
        "public sealed class Nothing;");

    [Fact]
    public Task Equal_publish_names_in_one_namespace_are_refused() => RuleTest.Of(DeclarationDiagnostics.SamePublishName, """
        using GoQueue;
        namespace Shop;
        [GoQueueEvent("t", "a", "1.0", Name = {|GQ1019:"Created"|})] public sealed partial record First;
        [GoQueueEvent("t", "b", "1.0")] public sealed partial record {|GQ1019:Created|};
        public partial class Order { [GoQueueEvent("t", "c", "1.0")] public sealed partial record Created; }
        """);

    [Fact]
    public Task Equal_publish_names_in_two_namespaces_are_worth_knowing() => RuleTest.Of(DeclarationDiagnostics.SamePublishNameElsewhere, """
        using GoQueue;
        namespace Shop
        {
            [GoQueueEvent("t", "a", "1.0")] public sealed partial record {|GQ1020:Created|};
            [GoQueueEvent("t", "b", "1.0")] public sealed partial record Deleted;
        }
        namespace Shop.V2
        {
            [GoQueueEvent("t", "a", "2.0")] public sealed partial record {|GQ1020:Created|};
            [GoQueueEvent("t", "b", "2.0", Name = "DeletedV2")] public sealed partial record Deleted;
        }
        """);
}
