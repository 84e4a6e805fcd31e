using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Reads types that are written as a JSON object of their members.</summary>
internal static class JsonObjectParser
{
    public static void Classify(JsonTypeDraft draft, INamedTypeSymbol type, JsonGraphParser graph)
    {
        var isPolymorphic = JsonAttributes.Find(type, "JsonDerivedTypeAttribute") is not null;
        if (type.IsAbstract && !isPolymorphic)
        {
            draft.Refusal = "is abstract and names no derived types";
            draft.RefusalRule = JsonDiagnostics.AbstractType;
            return;
        }

        VisitDerivedTypes(type, graph);
        var accessors = new JsonAccessorList(graph.Known);
        var members = new JsonMemberListParser(type, graph, accessors).Parse();
        CheckExtensionData(members, graph);
        var constructor = JsonConstructorParser.Parse(type, members, graph, accessors, out var chosen);
        var losses = new JsonLosses(type, constructor, graph);
        if (losses.RefusalOf(members) is { } refusal)
        {
            draft.Refusal = refusal;
            return;
        }

        losses.Check(members);
        var written = WrittenOf(members);
        var numberHandling = JsonAttributes.EnumExpression(type, "JsonNumberHandlingAttribute", "JsonNumberHandling");
        var creationHandling = JsonAttributes.EnumExpression(type, "JsonObjectCreationHandlingAttribute", "JsonObjectCreationHandling");
        var unmapped = JsonAttributes.EnumExpression(type, "JsonUnmappedMemberHandlingAttribute", "JsonUnmappedMemberHandling");
        var hasHandler = !isPolymorphic && numberHandling is null && members.TrueForAll(HandlerCanWrite);

        draft.Form = hasHandler ? JsonTypeForm.Generated : JsonTypeForm.Metadata;
        draft.IsDirect = hasHandler;
        foreach (var index in written)
        {
            draft.Parts.Add(members[index].Type!);
        }

        draft.Complete = () => new JsonObjectModel
        {
            Reference = draft.Reference,
            MetadataName = JsonTypeNames.MetadataNameOf(type),
            GeneratedNamespace = graph.GeneratedNamespace,
            IsPublic = JsonAccess.IsPublic(type),
            RaisedDiagnostics = RaisedDiagnosticsOf(type, members, chosen, graph.Known),
            Members = members.ConvertAll(static member => member.Complete()).ToEquatableArray(),
            Written = written.ToEquatableArray(),
            Constructor = constructor,
            HasHandler = hasHandler,
            CallsOnSerializing = Implements(type, "IJsonOnSerializing"),
            CallsOnSerialized = Implements(type, "IJsonOnSerialized"),
            NumberHandling = numberHandling,
            UnmappedMemberHandling = unmapped,
            CreationHandling = creationHandling,
            Accessors = accessors.ToEquatableArray(),
        };
    }

    // System.Text.Json's own rule. What it leaves out could be written by us, but it would not call us.
    private static bool HandlerCanWrite(JsonMemberDraft member) =>
        member.Model is { IsExtensionData: false, NumberHandling: null, Converter: null } && member.Type?.Type.SpecialType != SpecialType.System_Object;

    private static List<int> WrittenOf(List<JsonMemberDraft> members)
    {
        var written = new List<int>();
        var isOrdered = false;
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i].IsWritten)
            {
                written.Add(i);
                isOrdered |= members[i].Model.Order != 0;
            }
        }

        // A stable sort, as System.Text.Json's: members of equal order stay as they are declared.
        return isOrdered ? [.. written.OrderBy(index => members[index].Model.Order)] : written;
    }

    private static EquatableArray<string> RaisedDiagnosticsOf(INamedTypeSymbol type, List<JsonMemberDraft> members, IMethodSymbol? constructor, KnownSymbols known)
    {
        var ids = new RaisedIds(known).Add(type).AddMember(constructor);
        foreach (var member in members)
        {
            // A substituted member has the attributes of its definition, and a type of its own.
            ids.AddMember(member.Symbol).AddMember(member.Symbol.OriginalDefinition).Add(member.TypeSymbol);
            if (JsonConverterParser.ConverterTypeOf(member.Symbol) is { } converter)
            {
                ids.AddConstructors(converter);
            }
        }

        // Accessors repeat the constraints of a generic type.
        foreach (var parameter in type.OriginalDefinition.TypeParameters)
        {
            foreach (var constraint in parameter.ConstraintTypes)
            {
                ids.Add(constraint);
            }
        }

        return ids.ToEquatableArray();
    }

    // The runtime reads the attributes by itself; it only needs the types to be known.
    private static void VisitDerivedTypes(INamedTypeSymbol type, JsonGraphParser graph)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is { } attributeType
                && JsonAttributes.Is(attributeType, "JsonDerivedTypeAttribute")
                && JsonAttributes.Argument(attribute) is INamedTypeSymbol derived
                && graph.Visit(derived) is { Refusal: { } refusal } draft)
            {
                graph.Report(draft.RefusalRule, type, JsonLocations.Of(attribute, graph.CancellationToken), type.Name, derived.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), refusal);
            }
        }
    }

    private static void CheckExtensionData(List<JsonMemberDraft> members, JsonGraphParser graph)
    {
        var found = false;
        foreach (var member in members)
        {
            if (!member.Model.IsExtensionData || member.Type is null)
            {
                continue;
            }

            var fault = found ? "is not the only one"
                : !CanHoldExtensionData(member.TypeSymbol) ? "has no type that can hold it"
                : member.Model.Setter == JsonMemberAccess.None ? "cannot be set"
                : null;
            found = true;
            if (fault is not null)
            {
                graph.Report(JsonDiagnostics.InvalidExtensionData, member.Symbol, null, member.Symbol.Name, fault);
            }
        }
    }

    // Not JsonObject, which System.Text.Json takes too: it writes it as an object without a name, which is no JSON (runtime 10.0.12).
    private static bool CanHoldExtensionData(ITypeSymbol type) =>
        type is INamedTypeSymbol named
        && JsonSymbols.Implements(named, "IDictionary", "System.Collections.Generic", 2) is { TypeArguments: [{ SpecialType: SpecialType.System_String }, var value] }
        && (value.SpecialType == SpecialType.System_Object || (value is INamedTypeSymbol { Name: "JsonElement" } element && JsonScalars.IsIn(element, "System.Text.Json")));

    private static bool Implements(INamedTypeSymbol type, string contract)
    {
        foreach (var candidate in type.AllInterfaces)
        {
            if (JsonAttributes.Is(candidate, contract))
            {
                return true;
            }
        }

        return false;
    }
}
