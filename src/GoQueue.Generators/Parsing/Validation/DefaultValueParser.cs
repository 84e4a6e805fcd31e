using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Checks what a member is where its creator says nothing: a parameter's default value, a property's initial value.</summary>
internal static class DefaultValueParser
{
    public static void Check(IPropertySymbol property, INamedTypeSymbol type, MemberRulesModel rules, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        if (!rules.HasRules || property.DeclaringSyntaxReferences is not [var reference] || !SymbolEqualityComparer.Default.Equals(property.ContainingType, type))
        {
            return;
        }

        var syntax = reference.GetSyntax(cancellationToken);
        if (syntax is ParameterSyntax { Default: { } given })
        {
            var parameter = PrimaryConstructor.ParameterOf(PrimaryConstructor.Of(type), property.Name);
            if (parameter is { HasExplicitDefaultValue: true } && ValueOf(parameter, rules) is { } constant)
            {
                Report(ValidationDiagnostics.InvalidDefaultValue, given.Value, constant, property, rules, sink);
            }
        }
        else if (syntax is PropertyDeclarationSyntax { Initializer.Value: { } initial } && !property.IsRequired && ValueOf(initial, rules) is { } constant)
        {
            Report(ValidationDiagnostics.InvalidInitialValue, initial, constant, property, rules, sink);
        }
    }

    private static void Report(
        DiagnosticDescriptor descriptor, SyntaxNode place, ConstantValue constant, IPropertySymbol property, MemberRulesModel rules, DiagnosticSink sink)
    {
        foreach (var broken in ConstantRules.Check(rules, constant))
        {
            sink.Report(descriptor, place.GetLocation(), property.Name, broken.Message.TrimEnd('.'));
        }
    }

    // "default" of a struct is given as null.
    private static ConstantValue? ValueOf(IParameterSymbol parameter, MemberRulesModel rules) =>
        parameter.ExplicitDefaultValue is null && rules.Nullness is Nullness.Never or Nullness.DefaultArray
            ? null
            : ConstantValue.Of(parameter.ExplicitDefaultValue);

    // By syntax alone: what an initializer means beyond these is for the rules at run time, and binding it would cost each event.
    private static ConstantValue? ValueOf(ExpressionSyntax expression, MemberRulesModel rules) => expression switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => ValueOf(suppressed.Operand, rules),
        ParenthesizedExpressionSyntax parenthesized => ValueOf(parenthesized.Expression, rules),
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } => ConstantValue.Null,
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression } => rules.Nullness is Nullness.Reference or Nullness.NullableValue ? ConstantValue.Null : null,
        LiteralExpressionSyntax literal => ConstantValue.Of(literal.Token.Value),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax number } => Negated(number.Token.Value),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty", Expression: var text } when text.ToString() is "string" or "String" => ConstantValue.Of(""),
        CollectionExpressionSyntax { Elements.Count: 0 } => ConstantValue.EmptyCollection,
        _ => null,
    };

    private static ConstantValue? Negated(object? number) => number switch
    {
        int value => ConstantValue.Of(-value),
        long value => ConstantValue.Of(-value),
        double value => ConstantValue.Of(-value),
        decimal value => ConstantValue.Of(-value),
        _ => null,
    };
}
