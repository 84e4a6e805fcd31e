using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Decides how a type is written, in the order in which System.Text.Json's own generator asks.</summary>
internal static class JsonTypeClassifier
{
    public static void Classify(JsonTypeDraft draft, JsonGraphParser graph)
    {
        draft.Refusal = RefusalOf(draft.Type, graph);
        if (draft.Refusal is not null)
        {
            return;
        }

        // What other generators write before this one runs is seen by it: then the event is no stub.
        if (graph.IsStub && ForeignParts.WholeRefusalOf(draft.Type) is { } whole)
        {
            draft.Refusal = whole;
            draft.RefusalRule = JsonDiagnostics.ForeignMembers;
            return;
        }

        if (JsonValueParser.TryClassify(draft, graph) || JsonConverterParser.TryClassify(draft, graph))
        {
            return;
        }

        if (JsonScalars.Of(draft.Type) is { } scalar)
        {
            ClassifyScalar(draft, scalar, graph);
        }
        else if (draft.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            ClassifyNullable(draft, graph.Visit(nullable.TypeArguments[0]), graph);
        }
        else if (draft.Type is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration)
        {
            JsonEnumParser.Classify(draft, enumeration, graph);
        }
        else if (JsonCollectionParser.TryClassify(draft, graph))
        {
            return;
        }
        else if (draft.Type is INamedTypeSymbol extended && ForeignParts.MemberRefusalOf(extended, graph.IsEvent(extended)) is { } members)
        {
            draft.Refusal = members;
            draft.RefusalRule = JsonDiagnostics.ForeignMembers;
        }
        else if (draft.Type is INamedTypeSymbol named)
        {
            JsonObjectParser.Classify(draft, named, graph);
        }
        else
        {
            draft.Refusal = "is not supported";
        }
    }

    private static void ClassifyScalar(JsonTypeDraft draft, JsonScalar scalar, JsonGraphParser graph)
    {
        draft.Form = JsonTypeForm.Scalar;
        draft.Scalar = scalar;
        draft.IsDirect = scalar.Direct is not null;
        draft.Complete = () => Plain(draft, graph);
        if (draft.Type.SpecialType == SpecialType.System_Object)
        {
            // What an untyped value most likely is. Anything else must be part of an event.
            foreach (var primitive in graph.Known.JsonPrimitives)
            {
                graph.Visit(primitive);
            }
        }
    }

    private static void ClassifyNullable(JsonTypeDraft draft, JsonTypeDraft underlying, JsonGraphParser graph)
    {
        draft.Form = JsonTypeForm.Nullable;
        draft.Underlying = underlying;
        draft.Parts.Add(underlying);
        draft.IsDirect = true;
        draft.Refusal = underlying.Refusal;
        draft.RefusalRule = underlying.RefusalRule;
        if (draft.Refusal is null)
        {
            draft.Complete = () => Plain(draft, graph);
        }
    }

    /// <summary>The model of a type that needs no file of its own.</summary>
    public static JsonScalarModel Plain(JsonTypeDraft draft, JsonGraphParser graph) => new()
    {
        Reference = draft.Reference,
        MetadataName = JsonTypeNames.MetadataNameOf(draft.Type),
        GeneratedNamespace = graph.GeneratedNamespace,
        IsPublic = JsonAccess.IsPublic(draft.Type),
        RaisedDiagnostics = JsonAccess.RaisedDiagnosticsOf(draft.Type, graph.Known),
    };

    private static string? RefusalOf(ITypeSymbol type, JsonGraphParser graph)
    {
        switch (type)
        {
            case { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer }:
                return "is a pointer";
            case { TypeKind: TypeKind.Dynamic }:
                return "has no shape that a consumer could know";
            case { TypeKind: TypeKind.TypeParameter or TypeKind.Error }:
                return "is not known";
            case { TypeKind: TypeKind.Delegate }:
                return "is a delegate";
            case { IsRefLikeType: true }:
                return "is a ref struct";
            case { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr }:
                return "has no size of its own";
            case IArrayTypeSymbol { Rank: > 1 }:
                return "is an array of several dimensions";
            case INamedTypeSymbol { IsTupleType: true }:
                return "is a tuple, whose elements are fields that System.Text.Json loses without a word";
            case INamedTypeSymbol stream when JsonSymbols.Implements(stream, "IAsyncEnumerable", "System.Collections.Generic", 1) is not null:
                return "is written piece by piece, which a message is not";
            case INamedTypeSymbol named when IsReflection(named):
                return "describes code and not data";
            case INamedTypeSymbol opaque when JsonOpaqueTypes.Contains(opaque):
                return "System.Text.Json writes without its value";
        }

        return IsPlainlyAccessible(type, graph.Known.Compilation.Assembly) || graph.Known.Compilation.IsSymbolAccessibleWithin(type, graph.Known.Compilation.Assembly)
            ? null
            : "generated code may not name, because it is private or internal to another assembly";
    }

    // The compilation walks through all of its references to answer; nearly every type needs no such walk.
    private static bool IsPlainlyAccessible(ITypeSymbol type, IAssemblySymbol assembly) =>
        type is INamedTypeSymbol { Arity: 0, ContainingType: null } named
        && (named.DeclaredAccessibility == Accessibility.Public || SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, assembly));

    private static bool IsReflection(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current is { Name: "MemberInfo" or "SerializationInfo" })
            {
                return JsonScalars.IsIn(current, "System.Reflection") || JsonScalars.IsIn(current, "System.Runtime.Serialization");
            }
        }

        return false;
    }
}
