using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models.Validation;
using GoQueue.Generators.Parsing.Routing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>Checks what a member is where its creator says nothing: a parameter's default value, a property's initial value.</summary>
internal static class DefaultValueParser
{
    public static void Check(
        IPropertySymbol property, INamedTypeSymbol type, MemberRulesModel rules, KnownSymbols known, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        if (!rules.HasRules || Find(property, type, rules, known, cancellationToken) is not var (descriptor, place, constant))
        {
            return;
        }

        foreach (var broken in ConstantRules.Check(rules, constant))
        {
            sink.Report(descriptor, place, property.Name, broken.Message.TrimEnd('.'));
        }
    }

    /// <summary>The same for the routing key that the member is part of. What breaks a rule of its own is told of that one alone.</summary>
    public static void CheckKey(
        IPropertySymbol property, INamedTypeSymbol type, EventAttribute attribute, KnownSymbols known, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        if (ConstantRules.Of(type, property.Name, known, cancellationToken) is { } rules
            && Find(property, type, rules, known, cancellationToken) is var (descriptor, place, constant)
            && !constant.IsNull
            && ConstantRules.Check(rules, constant).IsEmpty
            && ConstantKeyRule.Of(attribute)?.Check(property.Name, constant) is { } broken)
        {
            sink.Report(descriptor, place, property.Name, broken.Message);
        }
    }

    private static (DiagnosticDescriptor Descriptor, Location Place, ConstantValue Constant)? Find(
        IPropertySymbol property, INamedTypeSymbol type, MemberRulesModel rules, KnownSymbols known, CancellationToken cancellationToken)
    {
        if (property.DeclaringSyntaxReferences is not [var reference] || !SymbolEqualityComparer.Default.Equals(property.ContainingType, type))
        {
            return null;
        }

        switch (reference.GetSyntax(cancellationToken))
        {
            case ParameterSyntax { Default: { } given }
                when PrimaryConstructor.ParameterOf(PrimaryConstructor.Of(type), property.Name) is { HasExplicitDefaultValue: true } parameter
                && ValueOf(parameter, rules) is { } value:
                return (ValidationDiagnostics.InvalidDefaultValue, given.Value.GetLocation(), value);
            case PropertyDeclarationSyntax { Initializer.Value: { } initial } when !property.IsRequired && ValueOf(initial, rules, known, cancellationToken) is { } value:
                return (ValidationDiagnostics.InvalidInitialValue, initial.GetLocation(), value);
            default:
                return null;
        }
    }

    // "default" of a struct is given as null.
    private static ConstantValue? ValueOf(IParameterSymbol parameter, MemberRulesModel rules) =>
        parameter.ExplicitDefaultValue is null && rules.Nullness is Nullness.Never or Nullness.DefaultArray
            ? null
            : ConstantValue.Of(parameter.ExplicitDefaultValue);

    // By syntax where that says all: binding would cost each event. Only what may be a constant by name is bound.
    private static ConstantValue? ValueOf(ExpressionSyntax expression, MemberRulesModel rules, KnownSymbols known, CancellationToken cancellationToken) => expression switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => ValueOf(suppressed.Operand, rules, known, cancellationToken),
        ParenthesizedExpressionSyntax parenthesized => ValueOf(parenthesized.Expression, rules, known, cancellationToken),
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } => ConstantValue.Null,
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression } => rules.Nullness is Nullness.Reference or Nullness.NullableValue ? ConstantValue.Null : null,
        LiteralExpressionSyntax literal => ConstantValue.Of(literal.Token.Value),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax number } => Negated(number.Token.Value),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty", Expression: var text } when text.ToString() is "string" or "String" => ConstantValue.Of(""),
        CollectionExpressionSyntax { Elements.Count: 0 } => ConstantValue.EmptyCollection,
        IdentifierNameSyntax or MemberAccessExpressionSyntax or BinaryExpressionSyntax or CastExpressionSyntax or InterpolatedStringExpressionSyntax =>
            known.Compilation.GetSemanticModel(expression.SyntaxTree).GetConstantValue(expression, cancellationToken) is { HasValue: true, Value: { } value }
                ? ConstantValue.Of(value)
                : null,
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
