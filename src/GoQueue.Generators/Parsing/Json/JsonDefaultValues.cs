using System.Globalization;
using GoQueue.Generators.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Writes the default values of parameters as expressions of the very type, so that they can be boxed.</summary>
internal static class JsonDefaultValues
{
    public static string ExpressionOf(IParameterSymbol parameter)
    {
        var type = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : parameter.Type;

        // The default of a struct that is no constant is null for System.Text.Json too.
        return parameter.ExplicitDefaultValue is not { } value ? "null" : $"({type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}){LiteralOf(value)}";
    }

    private static string LiteralOf(object value) => value switch
    {
        string text => Literal.Of(text),
        char character => SymbolDisplay.FormatLiteral(character, quote: true),
        bool truth => Literal.Of(truth),
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "D",
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "F",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        IFormattable number => "(" + number.ToString(null, CultureInfo.InvariantCulture) + ")",
        _ => "null",
    };
}
