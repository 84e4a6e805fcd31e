using GoQueue.Generators.Parsing.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GoQueue.Generators.Parsing.Usage;

/// <summary>Reads what is known of an expression while compiling.</summary>
internal static class ConstantReader
{
    /// <summary>The value, or null where it is known only at run time.</summary>
    public static ConstantValue? Of(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var value })
        {
            // The constant null of a value type is "default", whose meaning depends on the type.
            return value is null && operation.Type is { IsValueType: true } type && !IsNullable(type) ? null : ConstantValue.Of(value);
        }

        return operation switch
        {
            // A conversion that lost the constant, to a nullable or an interface, keeps the value.
            IConversionOperation { OperatorMethod: null, Operand: var operand } => Of(operand),
            IParenthesizedOperation { Operand: var operand } => Of(operand),
            IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } } => ConstantValue.Of(""),
            IDefaultValueOperation { Type: { } type } when type.IsReferenceType || IsNullable(type) => ConstantValue.Null,
            ICollectionExpressionOperation { Elements.IsEmpty: true } => ConstantValue.EmptyCollection,
            _ => null,
        };
    }

    private static bool IsNullable(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
}
