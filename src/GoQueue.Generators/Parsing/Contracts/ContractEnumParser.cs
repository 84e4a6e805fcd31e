using System.Globalization;
using GoQueue.Generators.Contracts;
using GoQueue.Generators.Parsing.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Contracts;

/// <summary>Reads enums: their names, and the numbers of those that are written as numbers.</summary>
internal static class ContractEnumParser
{
    public static void Read(ContractNode node, INamedTypeSymbol type, bool isNumber)
    {
        node.Type = isNumber ? ContractTypes.NumberEnumOf(ContractScalars.TypeOf(JsonScalars.OfUnderlying(type), 0)) : IsFlags(type) ? ContractTypes.Flags : ContractTypes.Enum;
        node.Values = ValuesOf(type, isNumber);
    }

    /// <summary>Reads a member with a converter of its own: opaque, unless it is one of the two for enums.</summary>
    public static void ReadConverted(ContractNode node, JsonMemberDraft member)
    {
        var type = member.TypeSymbol is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : member.TypeSymbol;
        var converter = JsonConverterParser.ConverterTypeOf(member.Symbol);
        var isText = converter is not null && JsonAttributes.Is(converter, "JsonStringEnumConverter");
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration && (isText || (converter is not null && JsonAttributes.Is(converter, "JsonNumberEnumConverter"))))
        {
            Read(node, enumeration, isNumber: !isText);
        }
        else
        {
            node.Type = ContractTypes.Opaque;
        }
    }

    /// <summary>The names as JSON, routing keys and headers show them, sorted.</summary>
    public static List<string> ValuesOf(INamedTypeSymbol type, bool withNumbers)
    {
        var values = new List<string>();
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true, ConstantValue: { } value } field)
            {
                var name = ContractText.Word(JsonAttributes.Argument(JsonAttributes.Find(field, "JsonStringEnumMemberNameAttribute")) as string ?? field.Name);
                values.Add(withNumbers ? $"{Convert.ToString(value, CultureInfo.InvariantCulture)}={name}" : name);
            }
        }

        values.Sort(StringComparer.Ordinal);
        return values;
    }

    private static bool IsFlags(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "FlagsAttribute" } flags && JsonScalars.IsIn(flags, "System"))
            {
                return true;
            }
        }

        return false;
    }
}
