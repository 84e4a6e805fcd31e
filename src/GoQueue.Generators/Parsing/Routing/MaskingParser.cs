using GoQueue.Generators.CSharp;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Routing;
using GoQueue.Generators.Parsing.Json;
using GoQueue.Generators.Parsing.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.Parsing.Routing;

/// <summary>Reads what a record's ToString must not show.</summary>
internal static class MaskingParser
{
    /// <summary>The generated part of a record; null if nothing is masked, or if it cannot have one.</summary>
    /// <param name="type">The record.</param>
    /// <param name="known">The types of the compilation.</param>
    /// <param name="cancellationToken">Ends the parse.</param>
    public static MaskedTypeModel? Parse(INamedTypeSymbol type, KnownSymbols known, CancellationToken cancellationToken)
    {
        if (!PrintedMembers.IsGenerated(type, known, cancellationToken))
        {
            return null;
        }

        var members = new List<PrintedMemberModel>();
        var raised = new RaisedIds(known).Add(type);
        var hasBase = PrintedMembers.HasBase(type);
        var replacesBase = PrintedMembers.ReplacesBase(type, known, cancellationToken);
        if (replacesBase)
        {
            foreach (var member in PrintedMembers.Inherited(type))
            {
                // Another record of the same name may hide it, as it would in the base.
                raised.AddMember(member).AddMember(member.OriginalDefinition);
                members.Add(MemberOf(member, type, $"(({member.ContainingType.FullName()})this)", known));
            }
        }

        foreach (var member in PrintedMembers.Of(type))
        {
            raised.AddMember(member);
            members.Add(MemberOf(member, type, "this", known));
        }

        return new MaskedTypeModel
        {
            Type = TypeDeclarationParser.Parse(type),
            Modifiers = type.IsValueType ? "private" : hasBase ? "protected override" : type.IsSealed ? "private" : "protected virtual",
            PrintsBase = hasBase && !replacesBase,
            Members = members.ToEquatableArray(),
            RaisedDiagnostics = raised.ToEquatableArray(),
        };
    }

    /// <summary>Reports where ToString shows what it must not.</summary>
    public static void Check(INamedTypeSymbol type, KnownSymbols known, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        CheckBases(type, known, sink, cancellationToken);
        if (!type.IsRecord)
        {
            return;
        }

        var reported = new HashSet<TextSpan>();
        foreach (var member in PrintedMembers.Inherited(type).Concat(PrintedMembers.Of(type)).Concat(Overriding(type)))
        {
            var marks = LibraryAttributes.Of(member, type, known);
            var location = marks.IsOfInterface ? PlaceIn(type, member, known) : marks.Mask?.LocationOf(cancellationToken);
            if (location is not { } place || !IsWrittenIn(type, place) || reported.Contains(place.SourceSpan))
            {
                continue;
            }

            if (PrintedMembers.OwnMethodFor(member, type) is { } own)
            {
                sink.Report(RoutingDiagnostics.OwnPrinting, place, member.Name, own.ContainingType.Name, own.Name);
                reported.Add(place.SourceSpan);
            }
            else if (!PrintedMembers.CanBePartial(type, cancellationToken))
            {
                sink.Report(RoutingDiagnostics.NotMasked, place, member.Name, type.Name);
                reported.Add(place.SourceSpan);
            }
        }
    }

    // A member of a base type is published with the marks of the base. The run-time type of an event is the declared one.
    private static void CheckBases(INamedTypeSymbol type, KnownSymbols known, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        if (EventAttribute.Of(type, known) is not null)
        {
            return;
        }

        var reported = new HashSet<TextSpan>();
        for (var current = type.BaseType; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var member in current.IsAbstract ? [] : PrintedMembers.Of(current))
            {
                if (LibraryAttributes.Of(member, type, known).Mask is { } mark
                    && LibraryAttributes.Of(member, current, known).Mask is null
                    && JsonMemberParser.ConditionOf(member) != "Always"
                    && mark.LocationOf(cancellationToken) is { } place
                    && IsWrittenIn(type, place)
                    && reported.Add(place.SourceSpan))
                {
                    sink.Report(RoutingDiagnostics.NotMarkedInBase, place, RuleName.Of(mark), $"{type.Name}.{member.Name}", current.Name, member.Name);
                }
            }
        }
    }

    private static PrintedMemberModel MemberOf(ISymbol member, INamedTypeSymbol type, string receiver, KnownSymbols known)
    {
        var valueType = (member as IPropertySymbol)?.Type ?? ((IFieldSymbol)member).Type;
        var isHidden = LibraryAttributes.Of(member, type, known).Mask is not null
            || (member is IPropertySymbol { GetMethod: { } getter } && !known.Compilation.IsSymbolAccessibleWithin(getter, type));
        return new PrintedMemberModel(member.Name, receiver, isHidden, valueType.IsValueType, RaisedIds.IsObsoleteError(member, known));
    }

    // A mark of an interface is reported where the record implements the property, or takes over the interface for one that it inherits.
    private static Location? PlaceIn(INamedTypeSymbol type, ISymbol member, KnownSymbols known)
    {
        if (SymbolEqualityComparer.Default.Equals(member.ContainingType, type))
        {
            return member.Locations.FirstOrDefault();
        }

        return type.BaseType is { } parent && LibraryAttributes.Of(member, parent, known).Mask is null ? type.Locations.FirstOrDefault() : null;
    }

    // The base record prints them: they are no members that the compiler would print again.
    private static IEnumerable<ISymbol> Overriding(INamedTypeSymbol type) => type.GetMembers().Where(static member => member is IPropertySymbol { IsOverride: true, DeclaredAccessibility: Accessibility.Public });

    // A mark of a base record is reported there.
    private static bool IsWrittenIn(INamedTypeSymbol type, Location place)
    {
        foreach (var part in type.DeclaringSyntaxReferences)
        {
            if (part.SyntaxTree == place.SourceTree && part.Span.Contains(place.SourceSpan))
            {
                return true;
            }
        }

        return false;
    }
}
