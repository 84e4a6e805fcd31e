using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace GoQueue.Generators.Tests.Emission;

/// <summary>Each way to call a publish method, compiled in each language version, with the overload that the compiler chooses.</summary>
public sealed class CallFormTests
{
    private const string Declarations = """
        using GoQueue;
        [GoQueueEvent("users", "user.created", "1.0")] public sealed partial record UserCreated(int Number);
        [GoQueueEvent("users", "user.moved", "1.0")] public readonly partial record struct UserMoved(int Number);
        """;

    // A call, and the name of its method's parameter after the messages; * if either overload is right.
    private static readonly string[] s_forms =
    [
        "publisher.PublishUserCreatedAsync(new(1))|options",
        "publisher.PublishUserMovedAsync(new(1))|options",
        "publisher.PublishUserCreatedAsync(message, null)|options",
        "publisher.PublishUserCreatedAsync(message, default)|options",
        "publisher.PublishUserCreatedAsync(message, options)|options",
        "publisher.PublishUserCreatedAsync(message, new() { MessageId = \"m-1\" })|options",
        "publisher.PublishUserCreatedAsync(message, new() { Headers = { [\"tenant\"] = \"acme\" } }, token)|options",
        "publisher.PublishUserCreatedAsync(message, options, token)|options",
        "publisher.PublishUserCreatedAsync(message, cancellationToken: token)|*",
        "publisher.PublishAsync(message)|options",
        "publisher.PublishAsync(message, options, token)|options",
        "publisher.PublishAsync((IGoQueueEvent)message, cancellationToken: token)|options",
        "publisher.PublishAsync(anyEvent, options)|options",
        "publisher.PublishUserCreatedBatchAsync([new(1), new(2)])|options",
        "publisher.PublishUserCreatedBatchAsync(array, null)|options",
        "publisher.PublishUserCreatedBatchAsync(list, default)|options",
        "publisher.PublishUserCreatedBatchAsync(list, options, null, token)|options",
        "publisher.PublishUserCreatedBatchAsync(list, progress: null, cancellationToken: token)|options",
        "publisher.PublishUserCreatedBatchAsync(list.Where(m => m.Number > 1))|options",
        "publisher.PublishUserCreatedBatchAsync(list, cancellationToken: token)|*",
        "publisher.PublishBatchAsync(array)|options",
        "publisher.PublishBatchAsync(list, options)|options",
        "publisher.PublishBatchAsync(list.Where(m => m.Number > 1), cancellationToken: token)|options",
        "publisher.PublishBatchAsync(events, options)|options",
        "publisher.PublishBatchAsync(batch, null, token)|progress",
        "publisher.PublishUserCreatedStreamAsync(stream)|options",
        "publisher.PublishUserCreatedStreamAsync(stream, null)|options",
        "publisher.PublishUserCreatedStreamAsync(stream, default)|options",
        "publisher.PublishUserCreatedStreamAsync(stream, options, null, token)|options",
        "publisher.PublishUserCreatedStreamAsync(stream, cancellationToken: token)|*",
        "publisher.PublishStreamAsync(stream, cancellationToken: token)|options",
    ];

    // The calls that need the overloads with a token.
    private static readonly string[] s_formsWithToken =
    [
        "publisher.PublishUserCreatedAsync(message, token)|cancellationToken",
        "publisher.PublishUserMovedAsync(new(1), token)|cancellationToken",
        "publisher.PublishUserCreatedAsync(message, CancellationToken.None)|cancellationToken",
        "publisher.PublishUserCreatedBatchAsync([new(1)], token)|cancellationToken",
        "publisher.PublishUserCreatedBatchAsync(list, token)|cancellationToken",
        "publisher.PublishUserCreatedStreamAsync(stream, token)|cancellationToken",
    ];

    [Fact]
    public void Each_form_compiles_as_CSharp_12() => AssertCalls(LanguageVersion.CSharp12, s_forms);

    [Fact]
    public void Each_form_compiles_as_CSharp_13() => AssertCalls(LanguageVersion.CSharp13, [.. s_forms, .. s_formsWithToken]);

    [Fact]
    public void Each_form_compiles_as_CSharp_14() => AssertCalls(LanguageVersion.CSharp14, [.. s_forms, .. s_formsWithToken]);

    private static void AssertCalls(LanguageVersion version, string[] forms)
    {
        var cases = forms.Select(static form => form.Split('|')).ToList();
        var run = GeneratorRun.Of(Sources.CompileAs("Shop.Events", version, Declarations, $$"""
            using GoQueue;
            public static class Calls
            {
                public static void All(
                    IGoQueuePublisher publisher, UserCreated message, IGoQueueEvent anyEvent, PublishOptions options, CancellationToken token,
                    UserCreated[] array, List<UserCreated> list, IEnumerable<IGoQueueEvent> events, PublishBatch batch, IAsyncEnumerable<UserCreated> stream)
                {
            {{string.Join('\n', cases.Select(static form => $"        _ = {form[0]};"))}}
                }
            }
            """));

        var tree = run.Output.SyntaxTrees.Single(static tree => tree.ToString().Contains("class Calls", StringComparison.Ordinal));
        var model = run.Output.GetSemanticModel(tree);
        var calls = tree.GetRoot().DescendantNodes().OfType<AssignmentExpressionSyntax>().Select(static assignment => assignment.Right).OfType<InvocationExpressionSyntax>();
        var chosen = calls
            .Select(call => (IMethodSymbol)model.GetSymbolInfo(call).Symbol!)
            .Zip(cases, static (method, form) => $"{form[0]}|{(form[1] == "*" ? "*" : method.Parameters[1].Name)}");
        Assert.Equal(cases.Select(static form => $"{form[0]}|{form[1]}"), chosen);
    }
}
