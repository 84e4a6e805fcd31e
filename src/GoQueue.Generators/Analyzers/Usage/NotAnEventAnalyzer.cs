using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Usage;

/// <summary>
/// GQ5012: a value that is not an event is given to a method for events. The compiler reports the broken constraint
/// (CS0311, CS0314, CS0315) without a cure, and nothing for a type that derives from an event: such a call takes the
/// value by its run-time type, and would fail there.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class NotAnEventAnalyzer() : UsageAnalyzer(UsageDiagnostics.NotAnEvent)
{
    // Syntax, because a call that does not compile is an invalid operation without a target method.
    protected override void Register(CompilationStartAnalysisContext start, KnownSymbols known) =>
        start.RegisterSyntaxNodeAction(context => Check(context, known), SyntaxKind.InvocationExpression);

    private void Check(SyntaxNodeAnalysisContext context, KnownSymbols known)
    {
        var invocation = (InvocationExpressionSyntax)context.Node;
        if (EventMethods.NameOf(invocation) is not { } name || !EventMethods.Names.Contains(name.Identifier.ValueText))
        {
            return;
        }

        // A wrong argument elsewhere leaves candidates whose type argument is an event.
        var bound = context.SemanticModel.GetSymbolInfo(invocation, context.CancellationToken);
        if (bound.Symbol is IMethodSymbol target)
        {
            CheckRunTimeType(context, invocation, target, known);
            return;
        }

        if (bound.CandidateReason != CandidateReason.OverloadResolutionFailure)
        {
            return;
        }

        foreach (var candidate in bound.CandidateSymbols)
        {
            if (candidate is IMethodSymbol method
                && EventMethods.MessageTypeOf(method, invocation, name, context.SemanticModel, known, context.CancellationToken) is { } message
                && NotAnEvent.CureOf(message.Type, known) is { } cure)
            {
                var shown = message.Type.ToMinimalDisplayString(context.SemanticModel, invocation.SpanStart);
                context.ReportDiagnostic(Diagnostic.Create(Rule, message.Place, shown, method.Name, cure));
                return;
            }
        }
    }

    private void CheckRunTimeType(SyntaxNodeAnalysisContext context, InvocationExpressionSyntax invocation, IMethodSymbol target, KnownSymbols known)
    {
        if (EventMethods.RunTimeTypeOf(target, invocation, context.SemanticModel, known, context.CancellationToken) is var (type, place)
            && type.TypeKind is TypeKind.Class or TypeKind.Struct
            && NotAnEvent.CureOf(type, known) is { } cure)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, place, type.ToMinimalDisplayString(context.SemanticModel, invocation.SpanStart), target.Name, cure));
        }
    }
}
