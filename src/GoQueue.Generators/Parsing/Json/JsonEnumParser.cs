using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Reads enums.</summary>
internal static class JsonEnumParser
{
    public static void Classify(JsonTypeDraft draft, INamedTypeSymbol type, JsonGraphParser graph)
    {
        if (graph.Settings.EnumsAsStrings)
        {
            ClassifyAsString(draft, type, graph);
        }
        else
        {
            ClassifyAsNumber(draft, type, graph);
        }
    }

    public static void ClassifyAsNumber(JsonTypeDraft draft, INamedTypeSymbol type, JsonGraphParser graph)
    {
        draft.Form = JsonTypeForm.EnumNumber;
        draft.Scalar = JsonScalars.OfUnderlying(type);
        draft.IsDirect = true;
        draft.Complete = () => JsonTypeClassifier.Plain(draft, graph);
    }

    public static void ClassifyAsString(JsonTypeDraft draft, INamedTypeSymbol type, JsonGraphParser graph)
    {
        var members = UniqueMembers(type, out var hasAliases);
        var isFlags = IsFlags(type);
        if (members.Any(member => !CanBeName(member.JsonName, isFlags)))
        {
            draft.Refusal = "has a member whose JSON name is empty, begins or ends with a space, holds half a surrogate pair, or (with [Flags]) a comma";
            return;
        }

        draft.Form = JsonTypeForm.Generated;

        // A combination is written as a list of names, and of two names for one value only System.Text.Json knows which it takes.
        draft.IsDirect = !isFlags && !hasAliases;
        draft.Complete = () => new JsonEnumModel
        {
            Reference = draft.Reference,
            MetadataName = JsonTypeNames.MetadataNameOf(type),
            GeneratedNamespace = graph.GeneratedNamespace,
            IsPublic = JsonAccess.IsPublic(type),
            RaisedDiagnostics = JsonAccess.RaisedDiagnosticsOf(type, graph.Known),
            IsFlags = isFlags,
            HasAliases = hasAliases,
            Underlying = JsonScalars.OfUnderlying(type),
            UnderlyingName = type.EnumUnderlyingType!.ToDisplayString(),
            Members = members,
        };
    }

    // What JsonStringEnumConverter refuses at run time.
    private static bool CanBeName(string name, bool isFlags) =>
        name.Length > 0 && !char.IsWhiteSpace(name[0]) && !char.IsWhiteSpace(name[name.Length - 1]) && !(isFlags && name.Contains(',')) && JsonNaming.IsText(name);

    private static EquatableArray<JsonEnumMember> UniqueMembers(INamedTypeSymbol type, out bool hasAliases)
    {
        var byValue = new Dictionary<object, IFieldSymbol?>();
        var order = new List<IFieldSymbol>();
        hasAliases = false;
        foreach (var symbol in type.GetMembers())
        {
            if (symbol is not IFieldSymbol { HasConstantValue: true, ConstantValue: { } value } field)
            {
                continue;
            }

            order.Add(field);
            hasAliases |= byValue.ContainsKey(value);
            byValue[value] = byValue.ContainsKey(value) ? null : field;
        }

        var members = new List<JsonEnumMember>();
        foreach (var field in order)
        {
            if (byValue[field.ConstantValue!] is not null)
            {
                var given = JsonAttributes.Argument(JsonAttributes.Find(field, "JsonStringEnumMemberNameAttribute")) as string;
                members.Add(new JsonEnumMember(TypeNames.EscapedEverywhere(field.Name), given ?? field.Name));
            }
        }

        return members.ToEquatableArray();
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
