using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Reads the types that an event's JSON consists of.</summary>
internal sealed class JsonGraphParser
{
    private readonly Dictionary<ITypeSymbol, JsonTypeDraft> _drafts = new(SymbolEqualityComparer.Default);
    private readonly List<JsonTypeDraft> _order = [];
    private readonly INamedTypeSymbol _event;
    private readonly DiagnosticSink _sink;

    private JsonGraphParser(INamedTypeSymbol type, KnownSymbols known, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        _event = type;
        _sink = sink;
        Known = known;
        Settings = known.JsonSettings;
        GeneratedNamespace = Parsing.GeneratedNamespace.Of(type.ContainingAssembly.Name);
        CancellationToken = cancellationToken;
    }

    public KnownSymbols Known { get; }

    public JsonSettingsModel Settings { get; }

    public string GeneratedNamespace { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>Reads the graph of one event; null where something in it cannot be published, or where a context of the user's knows it.</summary>
    public static JsonGraphModel? Parse(INamedTypeSymbol type, EventAttribute attribute, KnownSymbols known, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        if (attribute.JsonContext is { } context)
        {
            JsonContextParser.Check(type, attribute, context, known, sink, cancellationToken);
            return null;
        }

        var parser = new JsonGraphParser(type, known, sink, cancellationToken);
        var root = parser.Visit(type);
        if (root.Refusal is not null)
        {
            parser.Report(JsonDiagnostics.UnsupportedType, type, null, type.Name, type.ToDisplayString(), root.Refusal);
        }

        return parser._order.Exists(static draft => draft.Complete is null) ? null : parser.Complete(root);
    }

    /// <summary>The draft of a type, which may still be in the making where a type contains itself.</summary>
    public JsonTypeDraft Visit(ITypeSymbol type)
    {
        CancellationToken.ThrowIfCancellationRequested();
        if (_drafts.TryGetValue(type, out var known))
        {
            return known;
        }

        var draft = new JsonTypeDraft(type);
        _drafts.Add(type, draft);
        _order.Add(draft);
        JsonTypeClassifier.Classify(draft, this);
        return draft;
    }

    /// <summary>
    /// Reports at the smallest piece of source there is: <paramref name="location"/>, else the symbol, else (a type of another assembly)
    /// the event.
    /// </summary>
    public void Report(DiagnosticDescriptor rule, ISymbol symbol, Location? location, params object?[] arguments)
    {
        if (location is not { IsInSource: true })
        {
            location = symbol.Locations is [{ IsInSource: true } own, ..] ? own : _event.Locations[0];
        }

        _sink.Report(rule, location, [_event.Name, .. arguments]);
    }

    private JsonGraphModel Complete(JsonTypeDraft root)
    {
        SettleDirect();
        var models = new List<JsonTypeModel>(_order.Count);
        foreach (var draft in _order)
        {
            models.Add(draft.Complete!());
        }

        return new JsonGraphModel
        {
            Root = root.Reference,
            IsSensitive = models.Exists(static model => model is JsonObjectModel found && found.Members.Any(static member => member.IsSensitive)),
            Types = models.ToEquatableArray(),
        };
    }

    // A type is direct when all its parts are. Begins with all that could be and takes away, so that types which contain themselves stay in.
    private void SettleDirect()
    {
        bool changed;
        do
        {
            changed = false;
            foreach (var draft in _order)
            {
                if (draft.IsDirect && draft.Parts.Exists(static part => !part.IsDirect))
                {
                    draft.IsDirect = false;
                    changed = true;
                }
            }
        }
        while (changed);
    }
}
