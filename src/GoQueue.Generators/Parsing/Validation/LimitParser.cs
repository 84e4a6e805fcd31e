using System.Globalization;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>
/// Reads the limits of <c>[Range(typeof(T), "…", "…")]</c>, always in the invariant culture: the attribute by default parses in the culture of
/// the thread that comes first, which would make one declaration mean different things on different machines.
/// </summary>
internal static class LimitParser
{
    // As the attribute's converters: with thousands, "0,01" would silently be 1.
    private const NumberStyles Real = NumberStyles.Float;

    private static readonly CultureInfo s_invariant = CultureInfo.InvariantCulture;

    /// <summary>Whether limits of this type can be read.</summary>
    public static bool Supports(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum
        || type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_DateTime
            or (>= SpecialType.System_SByte and <= SpecialType.System_Double)
        || (type is { ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
            && type.Name is "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan");

    /// <summary>The limit, or null where the text is none.</summary>
    public static Limit? Parse(ITypeSymbol type, string? text)
    {
        if (text is null)
        {
            return null;
        }

        return type.TypeKind == TypeKind.Enum && type is INamedTypeSymbol @enum ? ParseEnum(@enum, text) : type.SpecialType switch
        {
            SpecialType.System_SByte => sbyte.TryParse(text, NumberStyles.Integer, s_invariant, out var v) ? Number(v) : null,
            SpecialType.System_Byte => byte.TryParse(text, NumberStyles.Integer, s_invariant, out var v) ? Number(v) : null,
            SpecialType.System_Int16 => short.TryParse(text, NumberStyles.Integer, s_invariant, out var v) ? Number(v) : null,
            SpecialType.System_UInt16 => ushort.TryParse(text, NumberStyles.Integer, s_invariant, out var v) ? Number(v) : null,
            SpecialType.System_Int32 => int.TryParse(text, NumberStyles.Integer, s_invariant, out var v) ? Number(v) : null,
            SpecialType.System_UInt32 => uint.TryParse(text, NumberStyles.Integer, s_invariant, out var v) ? Number(v) : null,
            SpecialType.System_Int64 => long.TryParse(text, NumberStyles.Integer, s_invariant, out var v) ? Number(v) : null,
            SpecialType.System_UInt64 => ulong.TryParse(text, NumberStyles.Integer, s_invariant, out var v) ? Number(v) : null,
            SpecialType.System_Decimal => decimal.TryParse(text, Real, s_invariant, out var v) ? Number(v) : null,
            SpecialType.System_Single => float.TryParse(text, Real, s_invariant, out var v) && !float.IsNaN(v) ? Number(v) : null,
            SpecialType.System_Double => double.TryParse(text, Real, s_invariant, out var v) && !double.IsNaN(v) ? Number(v) : null,
            SpecialType.System_Boolean => bool.TryParse(text, out var v) ? Other(v, ConstantLiteral.Of(v), v ? "True" : "False") : null,
            SpecialType.System_Char => text.Length == 1 ? Other(text[0], ConstantLiteral.Of(text[0]), text) : null,
            SpecialType.System_DateTime => ParseDateTime(text),
            _ => ParseTime(type.Name, text),
        };
    }

    /// <summary>A limit given as a number.</summary>
    public static Limit Number(IComparable value)
    {
        var literal = ConstantLiteral.Of(value);
        var text = value is double or float ? ((IFormattable)value).ToString("R", s_invariant) : Convert.ToString(value, s_invariant);
        return new Limit(value, new LimitModel(literal, text, IsInteger: value is int), (literal, text!));
    }

    private static Limit Other(IComparable value, string expression, string text) =>
        new(value, new LimitModel(expression, Number: null, IsInteger: false), (expression, text));

    private static Limit? ParseEnum(INamedTypeSymbol type, string text)
    {
        foreach (var member in type.GetMembers(text.Trim()))
        {
            if (member is IFieldSymbol { HasConstantValue: true, ConstantValue: IComparable value })
            {
                var expression = $"({type.FullName()})({ConstantLiteral.Of(value)})";
                return Other(value, expression, text.Trim());
            }
        }

        return null;
    }

    // With a time zone, the attribute would convert to the machine's local time; there is no such time at compile time.
    private static Limit? ParseDateTime(string text) =>
        DateTime.TryParse(text, s_invariant, DateTimeStyles.RoundtripKind, out var value) && value.Kind == DateTimeKind.Unspecified
            ? Other(value, $"new global::System.DateTime({ConstantLiteral.Of(value.Ticks)})", value.ToString(s_invariant))
            : null;

    private static Limit? ParseTime(string type, string text)
    {
        const DateTimeStyles Bare = DateTimeStyles.NoCurrentDateDefault | DateTimeStyles.RoundtripKind;
        switch (type)
        {
            case "TimeSpan" when TimeSpan.TryParse(text, s_invariant, out var span):
                return Other(span, $"new global::System.TimeSpan({ConstantLiteral.Of(span.Ticks)})", span.ToString());

            case "DateTimeOffset" when DateTimeOffset.TryParse(text, s_invariant, DateTimeStyles.AssumeUniversal, out var moment):
                var offset = $"new global::System.TimeSpan({ConstantLiteral.Of(moment.Offset.Ticks)})";
                return Other(moment, $"new global::System.DateTimeOffset({ConstantLiteral.Of(moment.Ticks)}, {offset})", moment.ToString(s_invariant));

            case "DateOnly" when DateTime.TryParse(text, s_invariant, Bare, out var date) && date is { TimeOfDay.Ticks: 0, Kind: DateTimeKind.Unspecified }:
                return Other(
                    date,
                    string.Format(s_invariant, "new global::System.DateOnly({0}, {1}, {2})", date.Year, date.Month, date.Day),
                    date.ToString("d", s_invariant));

            case "TimeOnly" when DateTime.TryParse(text, s_invariant, Bare, out var time) && time is { Date.Ticks: 0, Kind: DateTimeKind.Unspecified }:
                return Other(time, $"new global::System.TimeOnly({ConstantLiteral.Of(time.Ticks)})", time.ToString("t", s_invariant));

            default:
                return null;
        }
    }
}
