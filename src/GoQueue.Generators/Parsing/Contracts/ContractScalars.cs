using GoQueue.Generators.Contracts;
using GoQueue.Generators.Models.Json;
using GoQueue.Generators.Parsing.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Contracts;

/// <summary>The names of scalars in contracts.</summary>
internal static class ContractScalars
{
    // The flag of JsonNumberHandling.
    private const int WriteAsString = 2;

    private static readonly Dictionary<string, string> s_names = new(StringComparer.Ordinal)
    {
        ["Boolean"] = "bool", ["Char"] = "char", ["String"] = ContractTypes.Text, ["DateTime"] = "datetime", ["DateTimeOffset"] = "datetimeoffset", ["Guid"] = "uuid",
        ["DateOnly"] = "date", ["TimeOnly"] = "time", ["TimeSpan"] = "timespan", ["SByte"] = "sbyte", ["Byte"] = "byte", ["Int16"] = "short", ["UInt16"] = "ushort",
        ["Int32"] = "int", ["UInt32"] = "uint", ["Int64"] = "long", ["UInt64"] = "ulong", ["Int128"] = "int128", ["UInt128"] = "uint128", ["Half"] = "half", ["Single"] = "float",
        ["Double"] = "double", ["Decimal"] = "decimal", ["Uri"] = "uri", ["Version"] = "version", ["ByteArray"] = "base64", ["MemoryByte"] = "base64", ["ReadOnlyMemoryByte"] = "base64",
    };

    /// <summary>The type of a scalar under a number handling; opaque for untyped values.</summary>
    public static string TypeOf(JsonScalar scalar, int numberHandling)
    {
        var name = s_names.TryGetValue(scalar.Converter, out var found) ? found : ContractTypes.Opaque;
        return (numberHandling & WriteAsString) != 0 && ContractTypes.IsNumber(name) ? ContractTypes.AsTextOf(name) : name;
    }

    /// <summary>The number handling that a symbol declares; null if it declares none.</summary>
    public static int? HandlingOf(ISymbol symbol) => JsonAttributes.Argument(JsonAttributes.Find(symbol, "JsonNumberHandlingAttribute")) as int?;
}
