using System.Globalization;
using System.Numerics;
using System.Text.Json;
using GoQueue.Generators.Contracts;

namespace GoQueue.Tool.Verification;

/// <summary>Whether a JSON value has the form of a scalar.</summary>
internal static class ContractScalarFormat
{
    /// <summary>What is wrong with a value; null if nothing is. The value itself is not shown: it may be a secret.</summary>
    public static string? FaultOf(ContractNode node, JsonElement value)
    {
        var type = node.Type;
        if (type == "bool")
        {
            return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : Wrong(node, value);
        }

        if (ContractTypes.IsNumber(type))
        {
            return value.ValueKind == JsonValueKind.Number && (ContractTypes.IntegerOf(type) is not { } integer || Fits(integer, value.GetRawText())) ? null : Wrong(node, value);
        }

        if (!ContractTypes.IsText(type))
        {
            return Wrong(node, value);
        }

        // An undefined value of an enum is written as its number.
        if (ContractTypes.IsTextEnum(type) && value.ValueKind == JsonValueKind.Number)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return Wrong(node, value);
        }

        var text = value.GetString()!;
        var isRight = type switch
        {
            ContractTypes.Enum => node.Values.Exists(known => NameOf(known) == text),
            ContractTypes.Flags => text.Split(", ").All(name => node.Values.Exists(known => NameOf(known) == name)),
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "char" => text.Length == 1,
            "datetime" => value.TryGetDateTime(out _),
            "datetimeoffset" => value.TryGetDateTimeOffset(out _),
            "date" => DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "time" => TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var time) && time >= TimeSpan.Zero && time < TimeSpan.FromDays(1),
            "timespan" => TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out _),
            "version" => Version.TryParse(text, out _),
            "base64" => value.TryGetBytesFromBase64(out _),
            _ => true,
        };
        return isRight ? null : type is ContractTypes.Enum or ContractTypes.Flags ? $"an unknown name, the contract says {string.Join('|', node.Values)}" : $"a text that is no {type}";
    }

    private static string Wrong(ContractNode node, JsonElement value) => $"{ContractValidator.Describe(value)}, the contract says {node.TypeText}";

    private static string? NameOf(string value)
    {
        var at = 0;
        return ContractText.ReadWord(value, ref at);
    }

    private static bool Fits(string integer, string text)
    {
        if (!BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        var (minimum, maximum) = integer switch
        {
            "int128" => ((BigInteger)Int128.MinValue, (BigInteger)Int128.MaxValue),
            "uint128" => (BigInteger.Zero, (BigInteger)UInt128.MaxValue),
            _ => ((BigInteger)ContractTypes.RangeOf(integer).Minimum, (BigInteger)ContractTypes.RangeOf(integer).Maximum),
        };
        return value >= minimum && value <= maximum;
    }
}
