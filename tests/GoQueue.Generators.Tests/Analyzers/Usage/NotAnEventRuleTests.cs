using System.Reflection;
using GoQueue.Formats;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing.Usage;
using GoQueue.Generators.Tests.Harness;
using GoQueue.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace GoQueue.Generators.Tests.Analyzers.Usage;

/// <summary>A broken constraint of the library's methods, which the compiler reports without a cure.</summary>
public sealed class NotAnEventRuleTests
{
    private const string Declared = "declare it as a partial record with [GoQueueEvent]";
    private const string DeclaredBeside = "declare a partial record with [GoQueueEvent] for its values";
    private const string OwnType = "publish it as IGoQueueEvent, or as its own type, declared as a partial record with [GoQueueEvent]";

    private const string Types = """
        using GoQueue;
        namespace Shop.Events;
        [GoQueueEvent("users", "user.created", "1.0")] public sealed partial record UserCreated(int Number);
        public sealed record Plain(int Number);
        public record struct PlainStruct(int Number);
        public sealed class PlainClass;
        public interface IAnyEvent;
        public interface IShopEvent : IGoQueueEvent;
        public abstract record AnyEvent : IAnyEvent;
        public enum Kind { One }
        """;

    private static Task Calls(string members, params DiagnosticResult[] expected) =>
        RuleTest.With(UsageDiagnostics.NotAnEvent, [MetadataReference.CreateFromFile(typeof(GoQueueTestHarness).Assembly.Location)], expected, Types, $$"""
            using GoQueue;
            using GoQueue.Formats;
            using GoQueue.Testing;
            using Shop.Events;
            public sealed class Calls(IGoQueuePublisher publisher, GoQueuePublisher own, PublishBatch batch, UserCreated message)
            {
                {{members}}
            }
            """);

    private static DiagnosticResult Found(string type, string method, string cure) =>
        new DiagnosticResult(UsageDiagnostics.NotAnEvent).WithLocation(0).WithArguments(type, method, cure);

    [Theory]
    [InlineData("new object()", "object", DeclaredBeside)]
    [InlineData("\"text\"", "string", DeclaredBeside)]
    [InlineData("new Plain(1)", "Plain", Declared)]
    [InlineData("new PlainClass()", "PlainClass", Declared)]
    [InlineData("new PlainStruct(1)", "PlainStruct", Declared, "CS0315")]
    [InlineData("5", "int", DeclaredBeside, "CS0315")]
    [InlineData("Kind.One", "Kind", DeclaredBeside, "CS0315")]
    [InlineData("(1, 2)", "(int, int)", DeclaredBeside, "CS0315")]
    [InlineData("new { Number = 1 }", "<anonymous type: int Number>", DeclaredBeside)]
    [InlineData("(IAnyEvent)null!", "IAnyEvent", OwnType)]
    [InlineData("(AnyEvent)null!", "AnyEvent", OwnType)]
    [InlineData("new[] { message }", "UserCreated[]", "publish its 'UserCreated' elements by PublishBatchAsync")]
    [InlineData("new List<UserCreated>()", "List<UserCreated>", "publish its 'UserCreated' elements by PublishBatchAsync")]
    public Task A_published_value_that_is_not_an_event_is_found(string value, string type, string cure, string error = "CS0311") => Calls(
        $"public async Task Publish() => await publisher.{{|{error}:PublishAsync|}}({{|#0:{value}|}});",
        Found(type, "PublishAsync", cure));

    [Theory]
    [InlineData("publisher.{|CS0311:PublishBatchAsync|}({|#0:new Plain[1]|})", "PublishBatchAsync")]
    [InlineData("publisher.{|CS0311:PublishStreamAsync|}({|#0:(IAsyncEnumerable<Plain>)null!|})", "PublishStreamAsync")]
    [InlineData("own.{|CS0311:PublishAsync|}({|#0:new Plain(1)|})", "PublishAsync")]
    [InlineData("publisher?{|CS0311:.PublishAsync|}({|#0:new Plain(1)|})", "PublishAsync")]
    [InlineData("publisher.{|CS0311:PublishAsync|}(cancellationToken: default, message: {|#0:new Plain(1)|})", "PublishAsync")]
    [InlineData("publisher.{|CS0311:PublishAsync<Plain>|}({|#0:new Plain(1)|})", "PublishAsync", 1)]
    [InlineData("batch.{|CS0311:Add|}({|#0:new Plain(1)|})", "Add")]
    [InlineData("{|#0:new Plain(1)|}.{|CS0311:TryValidate|}(out _)", "TryValidate")]
    [InlineData("new MessageReader(new()).{|CS0311:Read<{|#0:Plain|}>|}(null!)", "Read")]
    [InlineData("EventDescriptor.{|CS0311:For<{|#0:Plain|}>|}()", "For")]
    [InlineData("GoQueueTestHarness.Create().{|CS0311:Single<{|#0:Plain|}>|}()", "Single")]
    [InlineData("((IGoQueueBackgroundPublisher)null!).{|CS0311:EnqueueAsync|}({|#0:new Plain(1)|})", "EnqueueAsync")]
    public Task A_call_of_another_method_for_events_is_found(string call, string method, int isWrittenAsTypeArgument = 0) => Calls(
        $"public object? Call() => {(isWrittenAsTypeArgument == 1 ? call.Replace("{|#0:new Plain(1)|}", "new Plain(1)", StringComparison.Ordinal).Replace("<Plain>", "<{|#0:Plain|}>", StringComparison.Ordinal) : call)};",
        Found("Plain", method, Declared));

    [Fact]
    public Task A_type_parameter_without_the_constraint_is_found() => Calls(
        "public ValueTask<PublishReceipt> Publish<T>(T value) => publisher.{|CS0314:PublishAsync|}({|#0:value|});",
        Found("T", "PublishAsync", "constrain it by 'where T : IGoQueueEvent<T>'"));

    [Fact]
    public Task A_type_that_is_derived_from_an_event_is_found() => RuleTest.With(UsageDiagnostics.NotAnEvent,
        [],
        [Found("Vip", "PublishAsync", Declared)],
        "using GoQueue; [GoQueueEvent(\"users\", \"user.created\", \"1.0\")] public partial record User(int Number); public sealed record Vip(int Number) : User(Number);",
        "using GoQueue; public sealed class Calls(IGoQueuePublisher publisher) { public object Call() => publisher.PublishAsync({|#0:new Vip(1)|}); }");

    [Theory]
    [InlineData("publisher.PublishBatchAsync({|#0:new[] { new Vip(1) }|})", "PublishBatchAsync")]
    [InlineData("publisher.PublishBatchAsync({|#0:new List<Vip>()|})", "PublishBatchAsync")]
    [InlineData("publisher.PublishBatchAsync({|#0:(IEnumerable<Vip>)null!|})", "PublishBatchAsync")]
    [InlineData("new PublishBatch().Add({|#0:new Vip(1)|})", "Add")]
    [InlineData("new PublishBatch().AddRange({|#0:new List<Vip>()|})", "AddRange")]
    [InlineData("background.EnqueueAsync({|#0:new Vip(1)|})", "EnqueueAsync")]
    [InlineData("publisher.PublishAsync(options: null, message: {|#0:new Vip(1)|})", "PublishAsync")]
    public Task A_derived_type_is_found_where_its_run_time_type_is_taken(string call, string method) => RuleTest.With(UsageDiagnostics.NotAnEvent,
        [],
        [Found("Vip", method, Declared)],
        "using GoQueue; [GoQueueEvent(\"users\", \"user.created\", \"1.0\")] public partial record User(int Number); public sealed record Vip(int Number) : User(Number);",
        $"using System.Collections.Generic; using GoQueue; public sealed class Calls(IGoQueuePublisher publisher, IGoQueueBackgroundPublisher background) {{ public object A() => background; public object Call() => {call}; }}");

    [Theory]
    [InlineData("public ValueTask<PublishReceipt> Event() => publisher.PublishAsync(message);")]
    [InlineData("public ValueTask<PublishReceipt> Constrained<T>(T value) where T : IGoQueueEvent<T> => publisher.PublishAsync(value);")]
    [InlineData("public ValueTask<PublishReceipt> OtherArgument() => publisher.PublishAsync(message, {|CS1503:5|});")]
    [InlineData("public ValueTask<PublishReceipt> Untyped(GoQueueMessage untyped) => publisher.PublishAsync(untyped);")]
    [InlineData("public ValueTask<PublishReceipt> AsInterface(IGoQueueEvent<UserCreated> one) => publisher.PublishAsync(one);")]
    [InlineData("public ValueTask<PublishReceipt> ByRunTimeType(IGoQueueEvent one) => publisher.PublishAsync(one);")]
    [InlineData("public ValueTask<PublishReceipt> ByMarker(IShopEvent one) => publisher.PublishAsync(one);")]
    [InlineData("public ValueTask<BatchPublishResult> Several(List<IGoQueueEvent> all) => publisher.PublishBatchAsync(all);")]
    [InlineData("public ValueTask<BatchPublishResult> Cast() => publisher.PublishBatchAsync(new IGoQueueEvent[] { message });")]
    [InlineData("public ValueTask<PublishReceipt> CastToBase() => publisher.PublishAsync((IGoQueueEvent)message);")]
    [InlineData("public ValueTask<PublishReceipt> Unknown() => publisher.PublishAsync(new {|CS0246:Missing|}());")]
    [InlineData("public object NotInferred() => publisher.{|CS0411:PublishStreamAsync|}(null!);")]
    [InlineData("public ValueTask<PublishReceipt> Dynamic(dynamic value) => publisher.PublishAsync(value);")]
    [InlineData("public void OfTheUsers() { this.{|CS0311:Validate|}(new Plain(1)); } private void Validate<T>(T value) where T : IGoQueueEvent<T> { }")]
    [InlineData("public void SomethingElse() { new List<object>().Add(new Plain(1)); new List<int>().Add({|CS1503:\"1\"|}); }")]
    public Task What_is_an_event_or_has_another_error_is_left_alone(string member) => Calls(member);

    [Theory]
    [InlineData("WholeEvent")]
    [InlineData("MarkedEvent")]
    public Task An_event_that_another_generator_declares_is_found(string type) => RuleTest.BesideAnotherGenerator(
        UsageDiagnostics.NotAnEvent,
        [Found(type, "PublishAsync", "declare it with [GoQueueEvent] in a file of your own, because this generator does not see what another one writes")],
        $"using GoQueue; namespace Shop; public sealed partial record MarkedEvent; public sealed class Calls(IGoQueuePublisher publisher, {type} message) {{ public object Call() => publisher.{{|CS0311:PublishAsync|}}({{|#0:message|}}); }}");

    [Fact]
    public Task An_event_with_an_error_of_its_own_is_left_alone() => RuleTest.Of(UsageDiagnostics.NotAnEvent,
        "using GoQueue; [GoQueueEvent(\"users\", \"user.created\", \"1.0\")] public sealed record NotPartial(int Number); [GoQueueEvent(\"users\", \"user.created\", \"x\")] public sealed partial record NoVersion(int Number);",
        "using GoQueue; public sealed class Calls(IGoQueuePublisher publisher) { public object A() => publisher.PublishAsync(new NotPartial(1)); public object B() => publisher.PublishAsync(new NoVersion(1)); }");

    [Fact]
    public void The_list_of_methods_is_that_of_the_assemblies()
    {
        var names =
            from assembly in new[] { typeof(IGoQueuePublisher).Assembly, typeof(MessageReader).Assembly, typeof(GoQueueTestHarness).Assembly }
            from type in assembly.GetExportedTypes()
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            where method.IsGenericMethodDefinition
                && method.GetGenericArguments().Any(static argument => argument.GetGenericParameterConstraints().Any(static constraint =>
                    constraint.IsGenericType && constraint.GetGenericTypeDefinition() == typeof(IGoQueueEvent<>)))
            select method.Name;

        Assert.Equal(names.Distinct().Order(StringComparer.Ordinal), EventMethods.Names.Order(StringComparer.Ordinal));
    }
}
