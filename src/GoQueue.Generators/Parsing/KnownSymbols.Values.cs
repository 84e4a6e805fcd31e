using System.Collections.Concurrent;
using System.Collections.Immutable;
using GoQueue.Generators.Parsing.Validation;
using GoQueue.Generators.Parsing.Values;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing;

internal sealed partial class KnownSymbols
{
    private readonly ConcurrentDictionary<ITypeSymbol, ValueParse> _values = new(SymbolEqualityComparer.Default);
    private ImmutableHashSet<ISymbol>? _valueTypesOfAssembly;
    private ITypeSymbol? _vogenType;

    /// <summary>The types that <c>[assembly: GoQueueValue(typeof(…))]</c> names.</summary>
    public ImmutableHashSet<ISymbol> ValueTypesOfAssembly => _valueTypesOfAssembly ??= ReadValueTypes();

    /// <summary>The underlying type of Vogen's value objects that name none.</summary>
    public ITypeSymbol VogenType => _vogenType ??= ReadVogenType();

    /// <summary>Whether and how values of a type are written as the one value in them.</summary>
    public ValueParse ValueOf(ITypeSymbol type) => type is INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class } named
        ? _values.GetOrAdd(named, found => ValueParser.Parse((INamedTypeSymbol)found, this))
        : ValueParse.None;

    /// <summary>Whether an attribute is <c>[GoQueueValue]</c>.</summary>
    public bool IsValueMark(AttributeData attribute) => ValueAttribute is not null && SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, ValueAttribute);

    private ImmutableHashSet<ISymbol> ReadValueTypes() => Compilation.Assembly.GetAttributes()
        .Where(IsValueMark)
        .Select(static attribute => attribute.Positional<INamedTypeSymbol>(0)?.OriginalDefinition)
        .OfType<ISymbol>()
        .ToImmutableHashSet(SymbolEqualityComparer.Default);

    private ITypeSymbol ReadVogenType()
    {
        foreach (var attribute in Compilation.Assembly.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "VogenDefaultsAttribute", ContainingNamespace: { Name: "Vogen", ContainingNamespace.IsGlobalNamespace: true } }
                && attribute.Positional<ITypeSymbol>(0) is { } type)
            {
                return type;
            }
        }

        return Compilation.GetSpecialType(SpecialType.System_Int32);
    }
}
