using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Emission.Routing;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Routing;
using GoQueue.Generators.Parsing.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Routing;

/// <summary>Reads what a record's ToString must not show.</summary>
internal static class MaskingParser
{
    /// <summary>What is to be generated for the type of a marked member; null where another member speaks for it, or nothing can be done.</summary>
    /// <param name="marked">The property or the positional parameter with the attribute.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="known">The types of the compilation.</param>
    /// <param name="cancellationToken">Ends the parse.</param>
    public static MaskedTypeModel? Parse(ISymbol marked, AttributeData attribute, KnownSymbols known, CancellationToken cancellationToken)
    {
        var type = marked.ContainingType;
        if (type is null || !CanBeMasked(type, cancellationToken) || OwnPrinting(type, "PrintMembers") is not null || TypeDeclarationParser.IsShadowed(type))
        {
            return null;
        }

        var members = new List<PrintedMemberModel>();
        AttributeData? speaks = null;
        foreach (var member in type.GetMembers())
        {
            if (member is not (IPropertySymbol { IsIndexer: false, IsOverride: false, GetMethod: not null } or IFieldSymbol { IsImplicitlyDeclared: false })
                || member.IsStatic
                || member.DeclaredAccessibility != Accessibility.Public)
            {
                continue;
            }

            var marks = member is IPropertySymbol property ? MemberMarks.Of(MemberAttributes.Of(property, type), known) : default;
            speaks ??= marks.Sensitive ?? marks.Encrypted;
            var valueType = (member as IPropertySymbol)?.Type ?? ((IFieldSymbol)member).Type;
            members.Add(new PrintedMemberModel(member.Name, marks.IsHidden, valueType.IsValueType));
        }

        // A type has one file, whatever number of its members are marked.
        if (speaks?.ApplicationSyntaxReference is not { } first || attribute.ApplicationSyntaxReference is not { } own
            || first.SyntaxTree != own.SyntaxTree || first.Span != own.Span)
        {
            return null;
        }

        var hasBase = !type.IsValueType && type.BaseType is { SpecialType: SpecialType.None };
        return new MaskedTypeModel
        {
            Type = TypeDeclarationParser.Parse(type),
            Modifiers = type.IsValueType ? "private" : hasBase ? "protected override" : type.IsSealed ? "private" : "protected virtual",
            HasBase = hasBase,
            Members = members.ToEquatableArray(),
        };
    }

    /// <summary>Says where ToString shows what it must not, and which attributes do nothing where they stand.</summary>
    public static void Check(TypeRules rules, bool isEvent, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        var type = rules.Type;
        foreach (var (member, mark) in rules.MarksWithoutEffect)
        {
            if (mark.LocationOf(cancellationToken) is { } markPlace)
            {
                var fault = member is IParameterSymbol ? $"it is only a parameter of '{type.Name}'" : "it is no public property of an instance";
                sink.Report(RoutingDiagnostics.MarkWithoutEffect, markPlace, RuleName.Of(mark), member.Name, fault, "mark a public property");
            }
        }

        foreach (var (property, marks) in rules.Marks)
        {
            if (!SymbolEqualityComparer.Default.Equals(property.ContainingType, type))
            {
                continue;
            }

            if (!isEvent && (marks.Header ?? marks.OrderingKey) is { } inert && inert.LocationOf(cancellationToken) is { } inertPlace)
            {
                sink.Report(
                    RoutingDiagnostics.MarkWithoutEffect, inertPlace, RuleName.Of(inert), property.Name, $"'{type.Name}' is only a part of an event", "mark a member of the event");
            }

            if ((marks.Sensitive ?? marks.Encrypted) is not { } hidden || !type.IsRecord || hidden.LocationOf(cancellationToken) is not { } place)
            {
                continue;
            }

            if ((OwnPrinting(type, "PrintMembers") ?? OwnPrinting(type, "ToString")) is { } own)
            {
                sink.Report(RoutingDiagnostics.OwnPrinting, place, property.Name, type.Name, own.Name);
            }
            else if (!CanBeMasked(type, cancellationToken))
            {
                sink.Report(RoutingDiagnostics.NotMasked, place, property.Name, type.Name);
            }
        }
    }

    private static bool CanBeMasked(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.Arity > 0 || current.IsFileLocal || TypeDeclarationParser.PartThatIsNotPartial(current, cancellationToken) is not null)
            {
                return false;
            }
        }

        return type.IsRecord;
    }

    private static IMethodSymbol? OwnPrinting(INamedTypeSymbol type, string name)
    {
        foreach (var member in type.GetMembers(name))
        {
            if (member is IMethodSymbol { IsImplicitlyDeclared: false, IsStatic: false } method
                && method.Parameters.Length == (name == "ToString" ? 0 : 1)
                && !method.GetAttributes().Any(static a => a.AttributeClass is { Name: "GeneratedCodeAttribute" } && a.Positional<string>(0) == MaskingOutput.Tool))
            {
                return method;
            }
        }

        return null;
    }
}
