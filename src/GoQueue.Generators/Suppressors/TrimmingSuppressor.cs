using System.Collections.Immutable;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Suppressors;

/// <summary>
/// Silences IL2026 on the framework's attributes of events. <c>[Range(typeof(T), …)]</c>, <c>[Compare]</c> and others use reflection when they
/// are asked to validate, and say so wherever they are written; on an event, generated code takes their place and never asks them. Who asks
/// them elsewhere does so through Validator, which has a warning of its own.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TrimmingSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor s_attributeIsNotRun = new(
        "GQS0001", "IL2026", "The attribute is read while compiling; generated validation never runs it.");

    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [s_attributeIsNotRun];

    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        var known = KnownSymbols.Of(context.Compilation);
        if (known.GoQueueEventAttribute is null)
        {
            return;
        }

        HashSet<INamedTypeSymbol>? types = null;
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (TypeAround(diagnostic, context) is { } type && (types ??= TypesOfEvents(known, context.CancellationToken)).Contains(type))
            {
                context.ReportSuppression(Suppression.Create(s_attributeIsNotRun, diagnostic));
            }
        }
    }

    // The type whose member carries the attribute that is complained of; null where something else is.
    private static INamedTypeSymbol? TypeAround(Diagnostic diagnostic, SuppressionAnalysisContext context)
    {
        if (diagnostic.Location.SourceTree is not { } tree
            || tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute)
        {
            return null;
        }

        var model = context.GetSemanticModel(tree);
        return model.GetSymbolInfo(attribute, context.CancellationToken).Symbol is { ContainingType: { } attributeType }
            && RuleParser.IsDataAnnotation(attributeType)
            && attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
            ? model.GetDeclaredSymbol(declaration, context.CancellationToken) as INamedTypeSymbol
            : null;
    }

    private static HashSet<INamedTypeSymbol> TypesOfEvents(KnownSymbols known, CancellationToken cancellationToken)
    {
        var types = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var entry in ManifestEntry.Of(known.Compilation.Assembly, cancellationToken))
        {
            foreach (var reached in ReachedTypes.Of(entry.Type, known, cancellationToken))
            {
                types.Add(reached.Type);
            }
        }

        return types;
    }
}
