using System.Collections.Immutable;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GoQueue.Generators.Analyzers.Usage;

/// <summary>
/// GQ5008: messages are published one by one in a loop over what is already there. A while loop waits or tries again, and a loop that awaits
/// something else gets its messages one by one: those are left alone.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PublishInLoopAnalyzer() : PublishCallAnalyzer(UsageDiagnostics.PublishInLoop)
{
    /// <summary>The property of the diagnostic that names the type of the messages, as it is written there.</summary>
    public const string EventType = nameof(EventType);

    protected override void Check(OperationAnalysisContext context, PublishCall call, KnownSymbols known)
    {
        if (call.Kind != PublishKind.Single
            || call.Invocation.TargetMethod is { Name: "PublishAsync", IsGenericMethod: false }
            || PublishResultUse.AwaitOf(call.Invocation) is null
            || LoopOf(call.Invocation) is not { } loop
            || loop.Descendants().Any(operation => operation is IAwaitOperation awaited && PublishCall.Of(Innermost(awaited.Operation), known) is not { Kind: PublishKind.Single }))
        {
            return;
        }

        var name = call.Invocation.TargetMethod.Name;
        var stem = name.Substring(0, name.Length - "Async".Length);
        var other = loop is not IForEachLoopOperation { IsAsynchronous: true } ? $"{stem}BatchAsync" : stem == "Publish" ? "PublishStreamAsync" : $"{stem}StreamAsync";
        var type = call.Message?.Type?.ToMinimalDisplayString(loop.SemanticModel!, loop.Syntax.SpanStart);
        context.ReportDiagnostic(Diagnostic.Create(Rule, call.Location, ImmutableDictionary<string, string?>.Empty.Add(EventType, type), name, other));
    }

    private static ILoopOperation? LoopOf(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case IForEachLoopOperation or IForLoopOperation:
                    return (ILoopOperation)current;
                case ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return null;
            }
        }

        return null;
    }

    private static IOperation Innermost(IOperation operation)
    {
        var current = operation;
        while (true)
        {
            switch (current)
            {
                case IConversionOperation conversion:
                    current = conversion.Operand;
                    break;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "Preserve", Instance: { } instance }:
                    current = instance;
                    break;
                default:
                    return current;
            }
        }
    }
}
