using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>How System.Text.Json sees a collection.</summary>
/// <param name="Method">The method of JsonMetadataServices.</param>
/// <param name="Element">The type of items or values; null where the collection is not generic.</param>
internal sealed record JsonCollectionShape(string Method, ITypeSymbol? Element)
{
    public ITypeSymbol? Key { get; init; }

    public bool IsDictionary { get; init; }

    /// <summary>Whether the method is given the element's type only, and makes the collection without our help.</summary>
    public bool IsArray { get; init; }

    /// <summary>Whether it is made by <see cref="Argument"/>.</summary>
    public bool HasNoCreator { get; init; }

    public string? Argument { get; init; }

    /// <summary>What <c>foreach</c> goes over; null where only metadata can write it.</summary>
    public string? Items { get; init; }

    /// <summary>The method with its type arguments.</summary>
    public string MethodOf(JsonTypeDraft type, JsonTypeDraft element, JsonTypeDraft? key)
    {
        var arguments = new List<string>();
        if (!IsArray)
        {
            arguments.Add(type.Name);
        }

        if (key is not null)
        {
            arguments.Add(key.Name);
        }

        if (Element is not null)
        {
            arguments.Add(element.Name);
        }

        return $"{Method}<{string.Join(", ", arguments)}>";
    }

    /// <summary>The expression that makes an empty collection to read into; null where there is none.</summary>
    public string? CreatorOf(ITypeSymbol type)
    {
        if (IsArray || HasNoCreator || type is not INamedTypeSymbol named)
        {
            return null;
        }

        if (named.TypeKind == TypeKind.Interface)
        {
            return Key is not null && JsonScalars.IsIn(named, "System.Collections.Generic")
                ? $"new global::System.Collections.Generic.Dictionary<{Key.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}, {Element!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}>()"
                : null;
        }

        var canBeMade = !named.IsAbstract && named.InstanceConstructors.Any(static constructor =>
            constructor is { Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public } && RequiredMembers.AreSetBy(constructor));
        return canBeMade ? $"new {named.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}()" : null;
    }
}
