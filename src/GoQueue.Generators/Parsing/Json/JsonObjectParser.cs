using GoQueue.Generators.CSharp;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Reads types that are written as a JSON object of their members.</summary>
internal static class JsonObjectParser
{
    private const string OneMember = "declare one settable member of type 'IDictionary<string, JsonElement>' or 'IDictionary<string, object>'";

    // A value of JsonUnmappedMemberHandling.
    private const int Disallow = 1;

    public static void Classify(JsonTypeDraft draft, INamedTypeSymbol type, JsonGraphParser graph)
    {
        var isPolymorphic = JsonAttributes.Find(type, "JsonDerivedTypeAttribute") is not null;
        if (type.IsAbstract && !isPolymorphic)
        {
            draft.Refusal = "is abstract and names no derived types";
            draft.RefusalRule = JsonDiagnostics.AbstractType;
            return;
        }

        JsonDerivedTypes.Visit(type, graph);
        var accessors = new JsonAccessorList(graph.Known);
        var members = new JsonMemberListParser(type, graph, accessors).Parse();
        var constructor = JsonConstructorParser.Parse(type, members, graph, accessors, out var chosen);
        CheckExtensionData(type, members, constructor, graph);
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
        draft.Members = members;
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
            IsObsolete = new RaisedIds(graph.Known).Add(type).ToImmutable().Contains(GeneratedCode.ObsoleteError),
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

    private static void CheckExtensionData(INamedTypeSymbol type, List<JsonMemberDraft> members, JsonConstructorModel constructor, JsonGraphParser graph)
    {
        var found = false;
        foreach (var member in members)
        {
            if (!member.Model.IsExtensionData || member.Type is null)
            {
                continue;
            }

            if (FaultOf(member, found) is var (fault, cure))
            {
                graph.Report(JsonDiagnostics.InvalidExtensionData, member.Symbol, null, member.Symbol.Name, fault, cure);
            }

            found = true;
        }

        (string Fault, string Cure)? FaultOf(JsonMemberDraft member, bool isSecond)
        {
            if (isSecond)
            {
                return ("is not the only one", OneMember);
            }

            if (!CanHoldExtensionData(member.TypeSymbol))
            {
                return ("has no type that can hold it", OneMember);
            }

            if (constructor.Parameters.Any(parameter => string.Equals(parameter.Name, member.Symbol.Name, StringComparison.OrdinalIgnoreCase)))
            {
                return ("is a parameter of the constructor, which System.Text.Json does not allow", "declare it as a property in the body of the type");
            }

            if (member.Model.Setter == JsonMemberAccess.None)
            {
                return ("cannot be set", OneMember);
            }

            return JsonAttributes.Argument(JsonAttributes.Find(type, "JsonUnmappedMemberHandlingAttribute")) is Disallow
                ? ($"contradicts [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)] of '{type.Name}'", "remove one of the two")
                : null;
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
