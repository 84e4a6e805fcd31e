using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GoQueue.Generators.CSharp;

/// <summary>Writes constants of attributes as C# expressions of exactly their type.</summary>
internal static class ConstantLiteral
{
    /// <summary>An argument of an attribute; null where it has an error.</summary>
    public static string? Of(TypedConstant constant)
    {
        if (constant.IsNull)
        {
            return constant.Kind == TypedConstantKind.Error ? null : "null";
        }

        switch (constant.Kind)
        {
            case TypedConstantKind.Primitive:
                return Of(constant.Value);
            case TypedConstantKind.Enum:
                return $"({TypeName(constant.Type!)})({Of(constant.Value)})";
            case TypedConstantKind.Type:
                return $"typeof({TypeName((ITypeSymbol)constant.Value!)})";
            case TypedConstantKind.Array:
                var items = new List<string>();
                foreach (var item in constant.Values)
                {
                    if (Of(item) is not { } text)
                    {
                        return null;
                    }

                    items.Add(text);
                }

                return $"new {TypeName(constant.Type!)} {{ {string.Join(", ", items)} }}";
            default:
                return null;
        }
    }

    /// <summary>A constant value; the literal has the value's own type.</summary>
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        char character => SymbolDisplay.FormatLiteral(character, quote: true),
        bool flag => flag ? "true" : "false",
        double number => Of(number),
        float number => float.IsNaN(number) ? "float.NaN"
            : float.IsPositiveInfinity(number) ? "float.PositiveInfinity"
            : float.IsNegativeInfinity(number) ? "float.NegativeInfinity"
            : number.ToString("R", CultureInfo.InvariantCulture) + "f",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
        long number => number == long.MinValue ? "long.MinValue" : number.ToString(CultureInfo.InvariantCulture) + "L",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
        uint number => number.ToString(CultureInfo.InvariantCulture) + "U",
        int number => number.ToString(CultureInfo.InvariantCulture),

        // There are no literals of the small types.
        byte number => $"(byte){number.ToString(CultureInfo.InvariantCulture)}",
        sbyte number => $"(sbyte)({number.ToString(CultureInfo.InvariantCulture)})",
        short number => $"(short)({number.ToString(CultureInfo.InvariantCulture)})",
        ushort number => $"(ushort){number.ToString(CultureInfo.InvariantCulture)}",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType(), "Not the type of a constant."),
    };

    private static string Of(double number) => double.IsNaN(number) ? "double.NaN"
        : double.IsPositiveInfinity(number) ? "double.PositiveInfinity"
        : double.IsNegativeInfinity(number) ? "double.NegativeInfinity"
        : number.ToString("R", CultureInfo.InvariantCulture) + "d";

    private static string TypeName(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
