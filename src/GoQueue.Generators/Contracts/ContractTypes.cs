namespace GoQueue.Generators.Contracts;

/// <summary>The types of the text form, and how their values relate.</summary>
internal static class ContractTypes
{
    public const string Opaque = "opaque";
    public const string Object = "object";
    public const string Array = "array";
    public const string Map = "map";
    public const string EnumMap = "map:enum";
    public const string Enum = "enum";
    public const string Flags = "flags";
    public const string Text = "string";
    private const string NumberEnum = "enum:";
    private const string AsText = "-text";

    private static readonly Dictionary<string, (decimal Minimum, decimal Maximum)> s_integers = new(StringComparer.Ordinal)
    {
        ["sbyte"] = (sbyte.MinValue, sbyte.MaxValue), ["byte"] = (byte.MinValue, byte.MaxValue), ["short"] = (short.MinValue, short.MaxValue),
        ["ushort"] = (ushort.MinValue, ushort.MaxValue), ["int"] = (int.MinValue, int.MaxValue), ["uint"] = (uint.MinValue, uint.MaxValue),
        ["long"] = (long.MinValue, long.MaxValue), ["ulong"] = (ulong.MinValue, ulong.MaxValue),

        // Beyond decimal: only their order counts.
        ["int128"] = (decimal.MinValue, decimal.MaxValue), ["uint128"] = (0, decimal.MaxValue),
    };

    // The bits of precision; decimal is none of them.
    private static readonly Dictionary<string, int> s_binary = new(StringComparer.Ordinal) { ["half"] = 11, ["float"] = 24, ["double"] = 53 };

    private static readonly HashSet<string> s_texts = new(StringComparer.Ordinal)
    {
        Text, "char", "uuid", "datetime", "datetimeoffset", "date", "time", "timespan", "uri", "version", "base64", Enum, Flags,
    };

    /// <summary>All types of scalars.</summary>
    public static IEnumerable<string> Scalars => s_integers.Keys.Concat(s_binary.Keys).Concat(s_texts).Concat(["decimal", "bool"]);

    public static string NumberEnumOf(string integer) => NumberEnum + integer;

    public static string AsTextOf(string number) => number + AsText;

    public static bool IsNumberEnum(string type) => type.StartsWith(NumberEnum, StringComparison.Ordinal);

    public static bool IsTextEnum(string type) => type is Enum or Flags;

    public static bool IsMap(string type) => type == Map || type.StartsWith(Map + ":", StringComparison.Ordinal);

    public static bool IsDecimal(string type) => type == "decimal";

    /// <summary>The integer that a type is written as; null if it is none.</summary>
    public static string? IntegerOf(string type)
    {
        var name = IsNumberEnum(type) ? type.Substring(NumberEnum.Length) : type;
        return s_integers.ContainsKey(name) ? name : null;
    }

    public static (decimal Minimum, decimal Maximum) RangeOf(string integer) => s_integers[integer];

    public static bool IsFraction(string type) => IsDecimal(type) || s_binary.ContainsKey(type);

    public static bool IsNumber(string type) => IntegerOf(type) is not null || IsFraction(type);

    /// <summary>Whether the value is written as a JSON string.</summary>
    public static bool IsText(string type) => s_texts.Contains(type) || type.EndsWith(AsText, StringComparison.Ordinal);

    public static bool Contains(string integer, string other)
    {
        var (outer, inner) = (s_integers[integer], s_integers[other]);

        // The largest have equal limits here.
        return integer == other || (outer.Minimum <= inner.Minimum && outer.Maximum >= inner.Maximum && !(other == "uint128" && integer == "int128"));
    }

    /// <summary>Whether a number with a fraction holds each value of an integer exactly.</summary>
    public static bool HoldsExactly(string fraction, string integer)
    {
        if (integer is "int128" or "uint128")
        {
            return false;
        }

        if (IsDecimal(fraction))
        {
            return true;
        }

        var bits = integer switch { "sbyte" or "byte" => 8, "short" or "ushort" => 16, "int" or "uint" => 32, _ => 64 };
        return s_binary[fraction] >= bits;
    }

    public static bool IsWiderBinary(string type, string than) => s_binary[type] > s_binary[than];
}
