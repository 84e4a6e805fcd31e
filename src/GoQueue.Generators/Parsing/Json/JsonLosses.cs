using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Finds what System.Text.Json writes and cannot read back, or does not write at all.</summary>
internal sealed class JsonLosses(INamedTypeSymbol type, JsonConstructorModel constructor, JsonGraphParser graph)
{
    private const int Populate = 1;

    /// <summary>Why a type as a whole cannot be published; null if it can.</summary>
    public string? RefusalOf(List<JsonMemberDraft> members)
    {
        if (type.IsAbstract || JsonAttributes.Find(type, "JsonDerivedTypeAttribute") is not null)
        {
            return null;
        }

        if (members.Count > 0)
        {
            // In source each member is reported by itself; of other types only this much is certain.
            return type.DeclaringSyntaxReferences.IsEmpty && members.Exists(static member => member.IsWritten) && !members.Exists(CanBeRead)
                ? "has only properties that System.Text.Json cannot set"
                : null;
        }

        var hasState = false;
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IFieldSymbol { IsStatic: false, IsConst: false })
                {
                    // Public fields have a rule of their own.
                    if (member.DeclaredAccessibility == Accessibility.Public)
                    {
                        return null;
                    }

                    hasState = true;
                }
            }
        }

        return hasState ? "keeps its state private, so that System.Text.Json writes '{}'" : null;
    }

    /// <summary>Reports the members of one type that lose their value, or cannot be populated.</summary>
    public void Check(List<JsonMemberDraft> members)
    {
        foreach (var member in members)
        {
            CheckPopulated(member);
            if (!type.IsAbstract && IsLost(member, out var reason, out var cure))
            {
                graph.Report(JsonDiagnostics.LostValue, member.Symbol, null, $"{member.Symbol.ContainingType.Name}.{member.Symbol.Name}", reason, cure);
            }
        }

        if (JsonAttributes.Find(type, "JsonObjectCreationHandlingAttribute") is { } attribute && IsPopulate(attribute) && !constructor.Parameters.IsEmpty)
        {
            ReportPopulated(type, attribute, type.Name, $"the constructor of '{type.Name}' has parameters", $"give '{type.Name}' a constructor without parameters");
        }
    }

    private bool IsLost(JsonMemberDraft member, out string reason, out string cure)
    {
        (reason, cure) = ("", "");
        if (!member.IsWritten || member.Model.Setter != JsonMemberAccess.None || member.Model.IgnoreCondition == "WhenReading"
            || member.Symbol is not IPropertySymbol property || property.DeclaringSyntaxReferences.IsEmpty || ForeignParts.MayExist(property.ContainingType) || IsBound(property))
        {
            return false;
        }

        if (property.SetMethod is not null)
        {
            (reason, cure) = ("its setter is not public", "make the setter public or init, or mark the property [JsonInclude]");
            return true;
        }

        // A computed property has no value of its own.
        if (!property.ContainingType.GetMembers().Any(field => field is IFieldSymbol { AssociatedSymbol: { } owner } && SymbolEqualityComparer.Default.Equals(owner, property)))
        {
            return false;
        }

        var isInitialized = property.DeclaringSyntaxReferences.Any(static part => part.GetSyntax() is PropertyDeclarationSyntax { Initializer: not null });
        if (isInitialized && (member.Type?.IsCollection != true || IsPopulated(member)))
        {
            return false;
        }

        reason = type.IsValueType && !isInitialized ? $"it has no setter, and System.Text.Json calls no constructor of the struct '{type.Name}'" : "it has no setter, and no constructor that System.Text.Json calls takes it";
        cure = isInitialized ? "add an init setter" : type.IsValueType ? "add an init setter, or mark a constructor with [JsonConstructor]" : "add an init setter, or a constructor parameter of its name and type";
        return true;
    }

    private bool CanBeRead(JsonMemberDraft member) => member.Model.Setter != JsonMemberAccess.None || IsBound(member.Symbol) || IsPopulated(member);

    private bool IsBound(ISymbol member) => constructor.Parameters.Any(parameter => string.Equals(parameter.Name, member.Name, StringComparison.OrdinalIgnoreCase));

    private bool IsPopulated(JsonMemberDraft member) =>
        (JsonAttributes.Find(member.Symbol, "JsonObjectCreationHandlingAttribute") ?? JsonAttributes.Find(type, "JsonObjectCreationHandlingAttribute")) is { } attribute && IsPopulate(attribute);

    private void CheckPopulated(JsonMemberDraft member)
    {
        if (member.Model.IgnoreCondition == "Always" || JsonAttributes.Find(member.Symbol, "JsonObjectCreationHandlingAttribute") is not { } attribute || !IsPopulate(attribute))
        {
            return;
        }

        var name = $"{member.Symbol.ContainingType.Name}.{member.Symbol.Name}";
        if (!constructor.Parameters.IsEmpty)
        {
            ReportPopulated(member.Symbol, attribute, name, $"the constructor of '{type.Name}' has parameters", $"declare '{type.Name}' with a constructor without parameters");
        }
        else if (member.Type is null || member.TypeSymbol is IArrayTypeSymbol || member.Type.Form is JsonTypeForm.Scalar or JsonTypeForm.EnumNumber or JsonTypeForm.Value || member.TypeSymbol.TypeKind == TypeKind.Enum)
        {
            ReportPopulated(
                member.Symbol, attribute, name, $"a value of type '{member.TypeSymbol.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' can only be replaced", "declare it as a collection that can change");
        }
    }

    private void ReportPopulated(ISymbol symbol, AttributeData attribute, string name, string reason, string cure) =>
        graph.Report(JsonDiagnostics.NotPopulated, symbol, JsonLocations.Of(attribute, graph.CancellationToken), name, reason, cure);

    private static bool IsPopulate(AttributeData attribute) => JsonAttributes.Argument(attribute) is Populate;
}
