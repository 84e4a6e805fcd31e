using GoQueue.Generators.CSharp;
using GoQueue.Generators.Parsing.Json;
using GoQueue.Generators.Parsing.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Values;

/// <summary>
/// Reads types that are written as the one value in them: those that are marked with <c>[GoQueueValue]</c>, and the value
/// objects of Vogen, of which only the attribute is visible to this generator.
/// </summary>
internal static class ValueParser
{
    public static ValueParse Parse(INamedTypeSymbol type, KnownSymbols known)
    {
        if (VogenAttributeOf(type, known) is { } vogen)
        {
            return ParseVogen(type, vogen, known);
        }

        var isMarked = known.ValueTypesOfAssembly.Contains(type.OriginalDefinition) || type.OriginalDefinition.GetAttributes().Any(known.IsValueMark);
        if (!isMarked && !type.IsValueType)
        {
            return ValueParse.None;
        }

        var form = FormOf(type, known, out var fault);
        return isMarked ? new(form, fault) : new(Form: null, IsCandidate: form is not null);
    }

    /// <summary>Whether a type is one that a value may have.</summary>
    public static bool IsValue(ITypeSymbol type) =>
        type.TypeKind != TypeKind.Enum
        && (type.SpecialType is SpecialType.System_String or SpecialType.System_Decimal or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64)
            || (type is INamedTypeSymbol { Name: "Guid" } named && JsonScalars.IsIn(named, "System")));

    private static ValueForm? FormOf(INamedTypeSymbol type, KnownSymbols known, out string fault)
    {
        fault = "";
        if (!type.IsValueType)
        {
            fault = "is not a struct";
        }
        else if (EventAttribute.Of(type, known) is not null)
        {
            fault = "is an event";
        }
        else if (JsonConverterParser.HasConverter(type))
        {
            fault = "has a [JsonConverter], which writes it";
        }
        else if (ForeignParts.HideMembersOf(type))
        {
            fault = "gets its members from another source generator, whose output this one does not see";
        }

        return fault.Length > 0 || PropertyOf(type, known, ref fault) is not { } property || !HasConstructor(type, property.Type, known, ref fault)
            ? null
            : new ValueForm(property.Type, TypeNames.Escaped(property.Name), $"new {type.FullName()}({{0}})", IsForeign: false);
    }

    private static IPropertySymbol? PropertyOf(INamedTypeSymbol type, KnownSymbols known, ref string fault)
    {
        var properties = type.GetMembers().OfType<IPropertySymbol>().Where(static property => !property.IsStatic && property.ExplicitInterfaceImplementations.IsEmpty).ToList();
        if (properties is not [{ IsIndexer: false } property])
        {
            fault = properties.Count == 0 ? "has no instance property" : $"has {properties.Count} instance properties, and its value is one";
            return null;
        }

        if (!IsValue(property.Type))
        {
            fault = $"has the property '{property.Name}' of type '{property.Type.ShortName()}', and a value is a string, a Guid, an integer or a decimal";
        }
        else if (property.GetMethod is not { } getter || !IsAccessible(getter, known))
        {
            fault = $"has no accessible getter of '{property.Name}'";
        }
        else if (LibraryAttributes.Of(property, type, known).Mask is { } mark)
        {
            // Keys, headers and logs show the value itself.
            fault = $"hides it with [{RuleName.Of(mark)}], which only a member that holds it can have";
        }
        else if (type.GetMembers().OfType<IFieldSymbol>().Count(static field => !field.IsStatic && !field.IsConst) is > 1 and var count)
        {
            // What stands in a second field would be lost silently.
            fault = $"has {count} instance fields, and its value is one";
        }

        return fault.Length == 0 ? property : null;
    }

    private static bool HasConstructor(INamedTypeSymbol type, ITypeSymbol value, KnownSymbols known, ref string fault)
    {
        if (type.InstanceConstructors.Any(constructor =>
                constructor.Parameters is [{ RefKind: RefKind.None or RefKind.In } parameter]
                && SymbolEqualityComparer.Default.Equals(parameter.Type, value)
                && IsAccessible(constructor, known)
                && RequiredMembers.AreSetBy(constructor)))
        {
            return true;
        }

        fault = $"has no accessible constructor with one parameter of type '{value.ShortName()}'";
        return false;
    }

    private static bool IsAccessible(ISymbol member, KnownSymbols known) => known.Compilation.IsSymbolAccessibleWithin(member, known.Compilation.Assembly);

    // Only in the project that declares the type: in a referenced one it is complete, with its converter.
    private static AttributeData? VogenAttributeOf(INamedTypeSymbol type, KnownSymbols known) =>
        type.DeclaringSyntaxReferences.IsEmpty || !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, known.Compilation.Assembly)
            ? null
            : type.GetAttributes().FirstOrDefault(static attribute =>
                attribute.AttributeClass is { Name: "ValueObjectAttribute", ContainingNamespace: { Name: "Vogen", ContainingNamespace.IsGlobalNamespace: true } });

    // What Vogen will write: a property Value, and a method From.
    private static ValueParse ParseVogen(INamedTypeSymbol type, AttributeData attribute, KnownSymbols known)
    {
        var inner = attribute.AttributeClass is { TypeArguments: [var argument] } ? argument : attribute.Positional<ITypeSymbol>(0) ?? known.VogenType;
        return IsValue(inner) && !ForeignParts.HasOwnConverter(type)
            ? new(new ValueForm(inner, "Value", $"{type.FullName()}.From({{0}})", IsForeign: true))
            : ValueParse.None;
    }
}
