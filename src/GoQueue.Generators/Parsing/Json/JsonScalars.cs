using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>The types that System.Text.Json writes by converters of its own.</summary>
internal static class JsonScalars
{
    private static readonly Dictionary<string, JsonScalar> s_system = new(StringComparer.Ordinal)
    {
        ["DateTimeOffset"] = new("DateTimeOffset", JsonScalarToken.String, "WriteDateTimeOffset"),
        ["Guid"] = new("Guid", JsonScalarToken.String, "WriteGuid"),
        ["DateOnly"] = new("DateOnly", JsonScalarToken.Converted, "WriteDateOnly"),
        ["TimeOnly"] = new("TimeOnly", JsonScalarToken.Converted, "WriteTimeOnly"),
        ["TimeSpan"] = new("TimeSpan", JsonScalarToken.Converted, "WriteTimeSpan"),
        ["Int128"] = new("Int128", JsonScalarToken.Converted, "WriteInt128"),
        ["UInt128"] = new("UInt128", JsonScalarToken.Converted, "WriteUInt128"),
        ["Half"] = new("Half", JsonScalarToken.Converted, "WriteHalf"),
        ["Uri"] = new("Uri", JsonScalarToken.Converted, "WriteUri"),
        ["Version"] = new("Version", JsonScalarToken.Converted, "WriteVersion"),
    };

    private static readonly Dictionary<string, JsonScalar> s_documents = new(StringComparer.Ordinal)
    {
        ["JsonElement"] = new("JsonElement", JsonScalarToken.Converted, null),
        ["JsonDocument"] = new("JsonDocument", JsonScalarToken.Converted, null),
    };

    private static readonly Dictionary<string, JsonScalar> s_nodes = new(StringComparer.Ordinal)
    {
        ["JsonNode"] = new("JsonNode", JsonScalarToken.Converted, null),
        ["JsonObject"] = new("JsonObject", JsonScalarToken.Converted, null),
        ["JsonArray"] = new("JsonArray", JsonScalarToken.Converted, null),
        ["JsonValue"] = new("JsonValue", JsonScalarToken.Converted, null),
    };

    private static readonly SpecialType[] s_special =
    [
        SpecialType.System_Boolean, SpecialType.System_Char, SpecialType.System_String, SpecialType.System_SByte, SpecialType.System_Byte, SpecialType.System_Int16,
        SpecialType.System_UInt16, SpecialType.System_Int32, SpecialType.System_UInt32, SpecialType.System_Int64, SpecialType.System_UInt64, SpecialType.System_Single,
        SpecialType.System_Double, SpecialType.System_Decimal, SpecialType.System_DateTime,
    ];

    /// <summary>All scalars of a compilation but <c>object</c> itself.</summary>
    public static IReadOnlyList<ITypeSymbol> All(Compilation compilation)
    {
        var names = s_system.Keys.Select(static name => $"System.{name}")
            .Concat(s_documents.Keys.Select(static name => $"System.Text.Json.{name}"))
            .Concat(s_nodes.Keys.Select(static name => $"System.Text.Json.Nodes.{name}"));
        return
        [
            .. s_special.Select(compilation.GetSpecialType),
            compilation.CreateArrayTypeSymbol(compilation.GetSpecialType(SpecialType.System_Byte)),
            .. names.Select(compilation.GetTypeByMetadataName).OfType<ITypeSymbol>(),
        ];
    }

    /// <summary>The scalar that <paramref name="type"/> is, or null.</summary>
    public static JsonScalar? Of(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => new("ByteArray", JsonScalarToken.Bytes, "WriteBase64"),
        INamedTypeSymbol { IsGenericType: false } named => OfSpecial(named.SpecialType) ?? OfNamed(named),
        INamedTypeSymbol { Name: "Memory", TypeArguments: [{ SpecialType: SpecialType.System_Byte }] } memory when IsIn(memory, "System") =>
            new("MemoryByte", JsonScalarToken.ByteMemory, "WriteBase64"),
        INamedTypeSymbol { Name: "ReadOnlyMemory", TypeArguments: [{ SpecialType: SpecialType.System_Byte }] } memory when IsIn(memory, "System") =>
            new("ReadOnlyMemoryByte", JsonScalarToken.ByteMemory, "WriteBase64"),
        _ => null,
    };

    /// <summary>The number that an enum's values are written as.</summary>
    public static JsonScalar OfUnderlying(INamedTypeSymbol enumeration) => OfSpecial(enumeration.EnumUnderlyingType!.SpecialType)!;

    /// <summary>Whether a type stands in a namespace of the framework, given by its dotted name.</summary>
    public static bool IsIn(INamedTypeSymbol type, string space) =>
        type.ContainingType is null && type.ContainingNamespace?.ToDisplayString() == space;

    private static JsonScalar? OfSpecial(SpecialType type) => type switch
    {
        SpecialType.System_Boolean => new("Boolean", JsonScalarToken.Boolean, "WriteBoolean"),
        SpecialType.System_Char => new("Char", JsonScalarToken.Converted, "WriteChar"),
        SpecialType.System_String => new("String", JsonScalarToken.String, "WriteString"),
        SpecialType.System_DateTime => new("DateTime", JsonScalarToken.String, "WriteDateTime"),
        SpecialType.System_Byte => new("Byte", JsonScalarToken.Number, "WriteUInt32"),
        SpecialType.System_SByte => new("SByte", JsonScalarToken.Number, "WriteInt32"),
        SpecialType.System_Int16 => new("Int16", JsonScalarToken.Number, "WriteInt32"),
        SpecialType.System_UInt16 => new("UInt16", JsonScalarToken.Number, "WriteUInt32"),
        SpecialType.System_Int32 => new("Int32", JsonScalarToken.Number, "WriteInt32"),
        SpecialType.System_UInt32 => new("UInt32", JsonScalarToken.Number, "WriteUInt32"),
        SpecialType.System_Int64 => new("Int64", JsonScalarToken.Number, "WriteInt64"),
        SpecialType.System_UInt64 => new("UInt64", JsonScalarToken.Number, "WriteUInt64"),
        SpecialType.System_Decimal => new("Decimal", JsonScalarToken.Number, "WriteDecimal"),
        SpecialType.System_Single => new("Single", JsonScalarToken.FloatingNumber, "WriteSingle"),
        SpecialType.System_Double => new("Double", JsonScalarToken.FloatingNumber, "WriteDouble"),
        SpecialType.System_Object => new("Object", JsonScalarToken.Metadata, null),
        _ => null,
    };

    private static JsonScalar? OfNamed(INamedTypeSymbol type)
    {
        if (s_system.TryGetValue(type.Name, out var scalar))
        {
            return IsIn(type, "System") ? scalar : null;
        }

        if (s_documents.TryGetValue(type.Name, out scalar))
        {
            return IsIn(type, "System.Text.Json") ? scalar : null;
        }

        return s_nodes.TryGetValue(type.Name, out scalar) && IsIn(type, "System.Text.Json.Nodes") ? scalar : null;
    }
}
