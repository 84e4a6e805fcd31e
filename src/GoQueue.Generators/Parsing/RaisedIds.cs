using System.Collections.Immutable;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models;
using GoQueue.Generators.Parsing.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GoQueue.Generators.Parsing;

/// <summary>
/// Collects the ids of <c>[Experimental]</c> and <c>[Obsolete(DiagnosticId = …)]</c> that a generated file raises by
/// the symbols it names. Add every symbol that the file may name: an id too many is silent, one too few breaks the
/// user's build.
/// </summary>
internal sealed class RaisedIds(KnownSymbols known)
{
    private readonly SortedSet<string> _ids = new(StringComparer.Ordinal);

    public EquatableArray<string> ToEquatableArray() => _ids.ToEquatableArray();

    public ImmutableArray<string> ToImmutable() => [.. _ids];

    /// <summary>
    /// Adds what naming a type raises: the type, its containers, its type arguments, and their assemblies.
    /// </summary>
    public RaisedIds Add(ITypeSymbol? type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return Add(array.ElementType);

            case INamedTypeSymbol named:
                _ids.UnionWith(known.RaisedDiagnosticsOf(named.OriginalDefinition));
                for (var current = named; current is not null; current = current.ContainingType)
                {
                    foreach (var argument in current.TypeArguments)
                    {
                        Add(argument);
                    }
                }

                break;
        }

        return this;
    }

    /// <summary>
    /// Adds what using a member raises: the member, its accessors, the type that declares it, and the types of its
    /// value and parameters.
    /// </summary>
    public RaisedIds AddMember(ISymbol? member)
    {
        if (member is null)
        {
            return this;
        }

        AddAttributesOf(member);
        Add(member.ContainingType);
        switch (member)
        {
            case IPropertySymbol property:
                AddAttributesOf(property.GetMethod);
                AddAttributesOf(property.SetMethod);
                return Add(property.Type);

            case IFieldSymbol field:
                return Add(field.Type);

            case IMethodSymbol method:
                foreach (var parameter in method.Parameters)
                {
                    Add(parameter.Type);
                }

                return Add(method.ReturnType);

            default:
                return this;
        }
    }

    /// <summary>
    /// Adds what making an attribute again raises: its class, its constructor, its properties, and all types in its
    /// arguments.
    /// </summary>
    public RaisedIds AddCreation(AttributeData data)
    {
        Add(data.AttributeClass);
        AddMember(data.AttributeConstructor);
        foreach (var argument in data.ConstructorArguments)
        {
            AddConstant(argument);
        }

        foreach (var argument in data.NamedArguments)
        {
            AddConstant(argument.Value);
            AddNamed(data.AttributeClass, argument.Key);

            // A resource: the type and the name of its static property.
            if (argument.Value is { Kind: TypedConstantKind.Type, Value: INamedTypeSymbol resources })
            {
                foreach (var other in data.NamedArguments)
                {
                    if (other.Value is { Kind: TypedConstantKind.Primitive, Value: string name })
                    {
                        AddNamed(resources, name);
                    }
                }
            }
        }

        return this;
    }

    /// <summary>Adds what <c>new T()</c> raises.</summary>
    public RaisedIds AddConstructors(INamedTypeSymbol type)
    {
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.Parameters.IsEmpty)
            {
                AddMember(constructor);
            }
        }

        return Add(type);
    }

    /// <summary>Whether using a member is an error that no <c>#pragma</c> silences: it, or an accessor of it, is marked <c>[Obsolete(…, true)]</c>.</summary>
    public static bool IsObsoleteError(ISymbol member, KnownSymbols known)
    {
        return HasError(member) || (member is IPropertySymbol property && (HasError(property.GetMethod) || HasError(property.SetMethod)));

        bool HasError(ISymbol? symbol) => symbol?.GetAttributes().Any(attribute => IsObsoleteError(attribute, known)) == true;
    }

    private static bool IsObsoleteError(AttributeData attribute, KnownSymbols known) =>
        SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, known.ObsoleteAttribute) && attribute.ConstructorArguments is [_, { Value: true }];

    private void AddNamed(INamedTypeSymbol? type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                AddMember(member);
            }
        }
    }

    private void AddConstant(TypedConstant constant)
    {
        Add(constant.Type);
        if (constant.Kind == TypedConstantKind.Type)
        {
            Add(constant.Value as ITypeSymbol);
        }
        else if (constant.Kind == TypedConstantKind.Array && !constant.IsNull)
        {
            foreach (var item in constant.Values)
            {
                AddConstant(item);
            }
        }
    }

    private void AddAttributesOf(ISymbol? symbol)
    {
        foreach (var attribute in symbol?.GetAttributes() ?? [])
        {
            _ids.UnionWith(Of(attribute, known));
        }
    }

    /// <summary>The ids that an attribute makes the compiler report for each use of its symbol.</summary>
    public static IEnumerable<string> Of(AttributeData attribute, KnownSymbols known)
    {
        if (IdOf(attribute, known) is { } id)
        {
            yield return id;
        }

        if (IsObsoleteError(attribute, known))
        {
            yield return GeneratedCode.ObsoleteError;
        }
    }

    /// <summary>
    /// The id that an attribute makes the compiler report; null for all other attributes, and for an id that no
    /// <c>#pragma</c> can name.
    /// </summary>
    private static string? IdOf(AttributeData attribute, KnownSymbols known)
    {
        var id = SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, known.ExperimentalAttribute) ? JsonAttributes.Argument(attribute) as string
            : SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, known.ObsoleteAttribute) ? JsonAttributes.Argument(attribute, "DiagnosticId") as string
            : null;
        return id is not null && SyntaxFacts.IsValidIdentifier(id) ? id : null;
    }
}
