using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Reads collections: which of System.Text.Json's collection converters takes a type, asked in the order in which its generator asks.</summary>
internal static class JsonCollectionParser
{
    private const string Generic = "System.Collections.Generic";
    private const string Concurrent = "System.Collections.Concurrent";
    private const string NonGeneric = "System.Collections";

    /// <summary>Classifies a type that is a collection.</summary>
    /// <returns>Whether it is one.</returns>
    public static bool TryClassify(JsonTypeDraft draft, JsonGraphParser graph)
    {
        if (Match(draft.Type) is not { } shape)
        {
            return false;
        }

        draft.IsCollection = true;
        var element = graph.Visit(shape.Element ?? graph.Known.Compilation.ObjectType);
        var key = shape.Key is null ? null : graph.Visit(shape.Key);
        draft.Refusal = key?.Refusal ?? element.Refusal;
        draft.RefusalRule = key?.Refusal is null ? element.RefusalRule : key.RefusalRule;
        if (draft.Refusal is null && key is not null && !CanBeKey(key))
        {
            draft.RefusalRule = JsonDiagnostics.UnsupportedKey;
            var name = key.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            draft.Refusal = key.HasConverter
                ? $"has keys of type '{name}', whose converter does not override both WriteAsPropertyName and ReadAsPropertyName"
                : $"has keys of type '{name}', which have no text in JSON";
        }

        if (draft.Refusal is not null)
        {
            return true;
        }

        var numberHandling = JsonAttributes.EnumExpression(draft.Type, "JsonNumberHandlingAttribute", "JsonNumberHandling");
        var hasHandler = shape.Items is not null
            && numberHandling is null
            && element.Type.SpecialType != SpecialType.System_Object
            && (key is null || key.Type.SpecialType == SpecialType.System_String);
        draft.Form = hasHandler ? JsonTypeForm.Generated : JsonTypeForm.Metadata;
        draft.IsDirect = hasHandler;
        draft.Parts.Add(element);
        draft.Complete = () => new JsonCollectionModel
        {
            Reference = draft.Reference,
            MetadataName = JsonTypeNames.MetadataNameOf(draft.Type),
            GeneratedNamespace = graph.GeneratedNamespace,
            IsPublic = JsonAccess.IsPublic(draft.Type),
            RaisedDiagnostics = (draft.Type is INamedTypeSymbol made ? new RaisedIds(graph.Known).AddConstructors(made) : new RaisedIds(graph.Known).Add(draft.Type)).ToEquatableArray(),
            Method = shape.MethodOf(draft, element, key),
            Argument = shape.Argument,
            Creator = shape.CreatorOf(draft.Type),
            Element = element.Reference,
            IsDictionary = shape.IsDictionary,
            HasHandler = hasHandler,
            Items = shape.Items ?? "",
            NumberHandling = numberHandling,
        };
        return true;
    }

    /// <summary>The type of a collection's elements or values; null if it is none, or an untyped one.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol type) => Match(type)?.Element;

    /// <summary>Whether a type is a collection without an element type: <c>IList</c>, <c>Hashtable</c>.</summary>
    public static bool IsUntyped(ITypeSymbol type) => Match(type) is { Element: null };

    // Types with a converter of the user's can be keys if the converter says how; the others are System.Text.Json's own list.
    private static bool CanBeKey(JsonTypeDraft key) => key.Form switch
    {
        JsonTypeForm.Scalar => key.Scalar!.Token is not (JsonScalarToken.Bytes or JsonScalarToken.ByteMemory) && !key.Scalar.Converter.StartsWith("Json", StringComparison.Ordinal),
        JsonTypeForm.EnumNumber or JsonTypeForm.Value => true,
        _ => key.HasConverter ? JsonConverterParser.CanConvertKeys((INamedTypeSymbol)key.Type) : key.Type.TypeKind == TypeKind.Enum,
    };

    /// <summary>How a type is written as a collection; null if it is none.</summary>
    internal static JsonCollectionShape? Match(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { Rank: 1 } array)
        {
            return new("CreateArrayInfo", array.ElementType) { IsArray = true, Items = "value" };
        }

        if (type is not INamedTypeSymbol named)
        {
            return null;
        }

        if (named is { Name: "Memory" or "ReadOnlyMemory", Arity: 1 } && JsonScalars.IsIn(named, "System"))
        {
            return new($"Create{named.Name}Info", named.TypeArguments[0]) { IsArray = true, Items = "value.Span" };
        }

        return JsonSymbols.Implements(named, "IEnumerable", NonGeneric, 0) is null ? null : MatchEnumerable(named);
    }

    private static JsonCollectionShape? MatchEnumerable(INamedTypeSymbol type)
    {
        if (JsonSymbols.DerivesFrom(type, "KeyedCollection", "System.Collections.ObjectModel", 2) is { } keyed)
        {
            return Enumerable("CreateICollectionInfo", keyed.TypeArguments[1], type);
        }

        if (JsonSymbols.DerivesFrom(type, "List", Generic, 1) is { } list)
        {
            return Enumerable("CreateListInfo", list.TypeArguments[0], type);
        }

        if (JsonSymbols.DerivesFrom(type, "Dictionary", Generic, 2) is { } dictionary)
        {
            return Dictionary("CreateDictionaryInfo", dictionary, type);
        }

        if (JsonImmutables.DictionaryFactoryOf(type) is { } dictionaryFactory)
        {
            return Dictionary("CreateImmutableDictionaryInfo", type, type) with { Argument = dictionaryFactory, HasNoCreator = true };
        }

        if (JsonSymbols.Implements(type, "IDictionary", Generic, 2) is { } editable)
        {
            return Dictionary("CreateIDictionaryInfo", editable, type);
        }

        if (JsonSymbols.Implements(type, "IReadOnlyDictionary", Generic, 2) is { } readOnly)
        {
            return Dictionary("CreateIReadOnlyDictionaryInfo", readOnly, type);
        }

        if (JsonImmutables.FactoryOf(type) is { } factory)
        {
            var items = type.Name == "ImmutableArray" ? $"new JsonItems<{NameOf(type.TypeArguments[0])}>(value)" : ItemsOf(type, type.TypeArguments[0]);
            return new("CreateImmutableEnumerableInfo", type.TypeArguments[0]) { Argument = factory, HasNoCreator = true, Items = items };
        }

        return MatchGeneric(type) ?? MatchNonGeneric(type);
    }

    private static JsonCollectionShape? MatchGeneric(INamedTypeSymbol type)
    {
        foreach (var (contract, method) in new[] { ("IList", "CreateIListInfo"), ("ISet", "CreateISetInfo"), ("ICollection", "CreateICollectionInfo") })
        {
            if (JsonSymbols.Implements(type, contract, Generic, 1) is { } found)
            {
                return Enumerable(method, found.TypeArguments[0], type);
            }
        }

        foreach (var (name, space, method) in new[]
        {
            ("Stack", Generic, "CreateStackInfo"), ("Queue", Generic, "CreateQueueInfo"), ("ConcurrentStack", Concurrent, "CreateConcurrentStackInfo"), ("ConcurrentQueue", Concurrent, "CreateConcurrentQueueInfo"),
        })
        {
            if (JsonSymbols.DerivesFrom(type, name, space, 1) is { } found)
            {
                return Enumerable(method, found.TypeArguments[0], type);
            }
        }

        return JsonSymbols.Implements(type, "IEnumerable", Generic, 1) is { } items ? Enumerable("CreateIEnumerableInfo", items.TypeArguments[0], type) : null;
    }

    private static JsonCollectionShape MatchNonGeneric(INamedTypeSymbol type)
    {
        if (JsonSymbols.Implements(type, "IDictionary", NonGeneric, 0) is not null)
        {
            return new("CreateIDictionaryInfo", null) { IsDictionary = true };
        }

        if (JsonSymbols.Implements(type, "IList", NonGeneric, 0) is not null)
        {
            return new("CreateIListInfo", null);
        }

        if (JsonSymbols.DerivesFrom(type, "Stack", NonGeneric, 0) is not null)
        {
            return new("CreateStackInfo", null) { Argument = "static (stack, item) => stack.Push(item)" };
        }

        if (JsonSymbols.DerivesFrom(type, "Queue", NonGeneric, 0) is not null)
        {
            return new("CreateQueueInfo", null) { Argument = "static (queue, item) => queue.Enqueue(item)" };
        }

        return new("CreateIEnumerableInfo", null);
    }

    private static JsonCollectionShape Enumerable(string method, ITypeSymbol element, INamedTypeSymbol type) => new(method, element) { Items = ItemsOf(type, element) };

    private static JsonCollectionShape Dictionary(string method, INamedTypeSymbol arguments, INamedTypeSymbol type)
    {
        var (key, element) = (arguments.TypeArguments[0], arguments.TypeArguments[1]);
        var isDictionary = type.Name == "Dictionary" && JsonScalars.IsIn(type, Generic);
        return new(method, element)
        {
            Key = key,
            IsDictionary = true,
            Items = isDictionary ? "value" : $"new JsonEntries<{NameOf(key)}, {NameOf(element)}>(value)",
        };
    }

    // The framework's own classes have enumerators that allocate nothing and give what the interface gives; of other classes nobody knows.
    private static string ItemsOf(INamedTypeSymbol type, ITypeSymbol element) =>
        type.TypeKind != TypeKind.Interface && type.Arity == 1 && (JsonScalars.IsIn(type, Generic) || JsonScalars.IsIn(type, "System.Collections.Immutable"))
            ? "value"
            : $"new JsonItems<{NameOf(element)}>(value)";

    private static string NameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
