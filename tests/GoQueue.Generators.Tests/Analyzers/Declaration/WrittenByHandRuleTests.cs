using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Tests.Harness;
using Xunit;

namespace GoQueue.Generators.Tests.Analyzers.Declaration;

/// <summary>Types that name IGoQueueEvent and are not events.</summary>
public sealed class WrittenByHandRuleTests
{
    [Theory]
    [InlineData("public abstract record {|GQ1025:DomainEvent|} : {|CS0535:IGoQueueEvent|};")]
    [InlineData("public sealed class {|GQ1025:Thing|} : {|CS0535:IGoQueueEvent|} { }")]
    [InlineData("public struct {|GQ1025:Thing|} : {|CS0535:IGoQueueEvent|} { }")]
    [InlineData("public interface IDomainEvent : IGoQueueEvent; public record {|GQ1025:Thing|} : {|CS0535:IDomainEvent|};")]
    [InlineData("public record {|GQ1025:Thing|} : IGoQueueEvent { EventDescriptor IGoQueueEvent.RuntimeDescriptor => null!; }")]
    public Task A_type_that_names_the_interface_by_hand_is_found(string declaration) => RuleTest.Of(DeclarationDiagnostics.WrittenByHand, "using GoQueue; " + declaration);

    [Theory]
    [InlineData("public interface IDomainEvent : IGoQueueEvent;")]
    [InlineData("public interface IDomainEvent : IGoQueueEvent; [GoQueueEvent(\"users\", \"a\", \"1.0\")] public partial record User(int Number) : IDomainEvent;")]
    [InlineData("[GoQueueEvent(\"users\", \"a\", \"1.0\")] public partial record User(int Number) : IGoQueueEvent;")]
    [InlineData("[GoQueueEvent(\"users\", \"a\", \"1.0\")] public partial record User(int Number); public record Vip(int Number) : User(Number);")]
    [InlineData("public record Other(int Number);")]
    public Task Events_and_interfaces_are_left_alone(string declaration) => RuleTest.Of(DeclarationDiagnostics.WrittenByHand, "using GoQueue; " + declaration);
}
