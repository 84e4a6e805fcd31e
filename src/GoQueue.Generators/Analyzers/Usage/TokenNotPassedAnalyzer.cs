using System.Collections.Immutable;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
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

            if (TokenOf(function, known) is { } token)
            {
                return token.Name;
            }

            // A static function sees nothing of what is around it.
            if (function.IsStatic)
            {
                return null;
            }
        }

        return containing is IMethodSymbol method ? TokenOf(method, known)?.Name ?? MemberOf(method, operation, known) : null;
    }

    // A constructor may publish before it gives its fields their values.
    private static string? MemberOf(IMethodSymbol method, IOperation call, KnownSymbols known)
    {
        if (method.MethodKind is MethodKind.Constructor or MethodKind.StaticConstructor)
        {
            return null;
        }

        var type = method.ContainingType;
        var members = new List<ISymbol>();
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.Type, known.CancellationToken))
            {
                // The field behind an automatic property is named by the property.
                members.Add(field.AssociatedSymbol ?? field);
            }
        }

        // "class Registration(CancellationToken stopping)": to its methods the parameter is a field.
        if (PrimaryConstructor.Of(type) is { } constructor && TokenOf(constructor, known) is { } parameter)
        {
            members.Add(parameter);
        }

        // An instance's own token is nearer than one of all instances.
        return members
            .Where(member => member.CanBeReferencedByName && (member.IsStatic || !method.IsStatic) && IsSeen(member, call))
            .OrderBy(static member => member.IsStatic)
            .FirstOrDefault()?.Name;
    }

    /// <summary>Whether the member's name means the member where the call stands, and no local of the same name.</summary>
    private static bool IsSeen(ISymbol member, IOperation call) =>
        call.SemanticModel!.LookupSymbols(call.Syntax.SpanStart, name: member.Name) is [var seen] && SymbolEqualityComparer.Default.Equals(seen, member);

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

    private static IParameterSymbol? TokenOf(IMethodSymbol method, KnownSymbols known)
    {
        foreach (var parameter in method.Parameters)
        {
            if (SymbolEqualityComparer.Default.Equals(parameter.Type, known.CancellationToken) && !parameter.IsDiscard)
            {
                return parameter;
            }
        }

        return null;
    }
}
