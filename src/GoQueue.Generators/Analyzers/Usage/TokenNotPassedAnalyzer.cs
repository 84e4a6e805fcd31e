using System.Collections.Immutable;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GoQueue.Generators.Analyzers.Usage;

/// <summary>GQ5007: a cancellation token is at hand and not passed on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TokenNotPassedAnalyzer() : PublishCallAnalyzer(UsageDiagnostics.TokenNotPassed)
{
    /// <summary>The property of the diagnostic that names the token.</summary>
    public const string Token = nameof(Token);

    protected override void Check(OperationAnalysisContext context, PublishCall call, KnownSymbols known)
    {
        if (call.ArgumentOf(known.CancellationToken) is { ArgumentKind: ArgumentKind.DefaultValue }
            && TokenInScope(call.Invocation, context.ContainingSymbol, known) is { } token)
        {
            var properties = ImmutableDictionary<string, string?>.Empty.Add(Token, token);
            context.ReportDiagnostic(Diagnostic.Create(Rule, call.Location, properties, token, call.Invocation.TargetMethod.Name));
        }
    }

    private static string? TokenInScope(IOperation operation, ISymbol containing, KnownSymbols known)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IBlockOperation block && LocalOf(block, operation, known) is { } local)
            {
                return local;
            }

            var function = current switch
            {
                IAnonymousFunctionOperation anonymous => anonymous.Symbol,
                ILocalFunctionOperation inner => inner.Symbol,
                _ => null,
            };
            if (function is null)
            {
                continue;
            }

            // A static function sees nothing of what is around it.
            if (TokenOf(function, known) is { } token || function.IsStatic)
            {
                return TokenOf(function, known);
            }
        }

        return containing is IMethodSymbol method ? TokenOf(method, known) : null;
    }

    // One that has its value where the call stands. What is assigned later, or only on some ways, is not at hand.
    private static string? LocalOf(IBlockOperation block, IOperation call, KnownSymbols known)
    {
        foreach (var local in block.Locals)
        {
            if (SymbolEqualityComparer.Default.Equals(local.Type, known.CancellationToken)
                && local.DeclaringSyntaxReferences is [var reference]
                && reference.Span.End <= call.Syntax.SpanStart
                && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer: not null })
            {
                return local.Name;
            }
        }

        return null;
    }

    private static string? TokenOf(IMethodSymbol method, KnownSymbols known)
    {
        foreach (var parameter in method.Parameters)
        {
            if (SymbolEqualityComparer.Default.Equals(parameter.Type, known.CancellationToken) && !parameter.IsDiscard)
            {
                return parameter.Name;
            }
        }

        return null;
    }
}
