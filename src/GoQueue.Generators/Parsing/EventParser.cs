using GoQueue.Generators.CSharp;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models;
using GoQueue.Generators.Parsing.Json;
using GoQueue.Generators.Parsing.Routing;
using GoQueue.Generators.Parsing.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing;

/// <summary>The only code that understands an annotated record. Everything else prints what it says, or reports it.</summary>
internal static class EventParser
{
    /// <summary>Reads one annotated type.</summary>
    /// <param name="type">The type; not annotated gives no model and no diagnostics.</param>
    /// <param name="known">The types of its compilation.</param>
    /// <param name="cancellationToken">Ends the parse.</param>
    public static EventParseResult Parse(INamedTypeSymbol type, KnownSymbols known, CancellationToken cancellationToken)
    {
        if (EventAttribute.Of(type, known) is not { } attribute)
        {
            return new EventParseResult(null, []);
        }

        var sink = new DiagnosticSink();
        if (!ShapeParser.CanExist(type, attribute, sink, cancellationToken))
        {
            return new EventParseResult(null, sink.ToImmutable());
        }

        var closed = !ShapeParser.CanBeExtended(type, attribute, sink, cancellationToken);
        ShapeParser.CheckIntent(type, attribute, known, sink, cancellationToken);
        IdentityParser.Check(type, attribute, sink, cancellationToken);
        var json = JsonGraphParser.Parse(type, attribute, known, sink, cancellationToken, out var draft);
        var validation = ValidationParser.Parse(type, known, sink, cancellationToken);
        var marked = MarkedTypes.Of(type, known, cancellationToken);
        var routing = RoutingParser.Parse(type, attribute, marked, known, sink, cancellationToken);

        // A public field is lost in the JSON: to make it a property is the cure, and to make it readonly is none.
        sink.Yield(DeclarationDiagnostics.Mutable, JsonDiagnostics.PublicField);
        var health = closed ? EventHealth.Closed : sink.HasErrors ? EventHealth.Broken : EventHealth.Sound;
        var sound = health == EventHealth.Sound;
        var inherited = InheritedAttributeParser.Parse(type, known);
        var model = new EventModel
        {
            Type = TypeDeclarationParser.Parse(type),
            GeneratedNamespace = GeneratedNamespace.Of(type.ContainingAssembly.Name),
            Name = EventNames.PublishNameOf(type, attribute),
            Topic = attribute.Topic,
            Action = attribute.Action,
            Version = attribute.Version,
            Validates = attribute.Validate,
            AllowsEmptyWords = attribute.AllowEmptyWords,
            AllowsDotsInValues = attribute.AllowDotsInValues,
            DerivesFromEvent = DerivesFromEvent(type, known),
            HasTokenOverloads = LanguageVersions.HasOverloadPriorities(type),
            Priority = EventNames.PriorityOf(attribute),
            JsonContext = attribute.JsonContext?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            HidesBody = LibraryAttributes.EncryptedTypeOf(type, known) is not null || (attribute.JsonContext is not null && marked.HasMasked),
            DirectMembers = DirectMemberParser.Parse(type, known, cancellationToken),
            InheritedAttributes = inherited.Attributes,
            IsObsolete = inherited.IsObsolete,
            IsObsoleteError = inherited.DiagnosticIds.Contains(GeneratedCode.ObsoleteError),
            RaisedDiagnostics = RaisedBy(type, attribute, known, cancellationToken),
            Health = health,
            Json = sound ? json : null,
            Validation = sound ? validation : null,
            Routing = sound ? routing : null,
        };
        return new EventParseResult(model, sink.ToImmutable(), draft);
    }

    private static bool DerivesFromEvent(INamedTypeSymbol type, KnownSymbols known)
    {
        for (var current = type.BaseType; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (EventAttribute.Of(current, known) is not null)
            {
                return true;
            }
        }

        return false;
    }

    // The event's file names the event, what its values reach, what their rules are made of, and the user's own JSON context.
    private static EquatableArray<string> RaisedBy(INamedTypeSymbol type, EventAttribute attribute, KnownSymbols known, CancellationToken cancellationToken)
    {
        var ids = new SortedSet<string>(new RaisedIds(known).Add(type).Add(attribute.JsonContext).ToImmutable(), StringComparer.Ordinal);
        foreach (var rules in ReachedTypes.Of(type, known, cancellationToken))
        {
            ids.UnionWith(rules.RaisedDiagnostics);
        }

        return ids.ToEquatableArray();
    }
}
