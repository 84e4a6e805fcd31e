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
    private JsonTypeDraft? _reading;
    private bool _hasFindings;
    private bool? _isStub;

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
    public static JsonGraphModel? Parse(
        INamedTypeSymbol type, EventAttribute attribute, KnownSymbols known, DiagnosticSink sink, CancellationToken cancellationToken, out JsonTypeDraft? draft)
    {
        draft = null;
        if (attribute.JsonContext is { } context)
        {
            JsonContextParser.Check(type, attribute, context, known, sink, cancellationToken);
            return null;
        }

        var parser = new JsonGraphParser(type, known, sink, cancellationToken);
        var root = draft = parser.Visit(type);

        // An abstract event without derived types is refused by GQ1021 already.
        if (root.Refusal is not null && root.RefusalRule != JsonDiagnostics.AbstractType)
        {
            parser.Report(root.RefusalRule, type, null, type.Name, type.ToDisplayString(), root.Refusal);
        }

        return parser._order.Exists(static draft => draft.Complete is null) ? null : parser.Complete(root);
    }

    /// <summary>Whether this generator found an error in the event. Analyzers only.</summary>
    public bool IsStub => _isStub ??= GeneratedPart.IsStub(_event);

    /// <summary>Whether a type is the event itself, and not a part of it.</summary>
    public bool IsEvent(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type, _event);

    /// <summary>The draft of a type, which may still be in the making where a type contains itself.</summary>
    public JsonTypeDraft Visit(ITypeSymbol type)
    {
        CancellationToken.ThrowIfCancellationRequested();
        if (!_drafts.TryGetValue(type, out var draft))
        {
            if (Known.JsonTypes.TryGetValue(type, out draft))
            {
                Adopt(draft);
            }
            else
            {
                draft = Read(type);
            }
        }

        _reading?.Reached.Add(draft);
        return draft;
    }

    /// <summary>Notes the type of a member with a converter of its own: System.Text.Json asks for its metadata, and uses none of it.</summary>
    public void Convert(ITypeSymbol type)
    {
        if (IsSimple(type) || (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable && IsSimple(nullable.TypeArguments[0])))
        {
            Visit(type);
        }
        else
        {
            _reading!.Converted.Add(type);
        }
    }

    /// <summary>The full name of a type of the graph, or of any other.</summary>
    public string NameOf(ITypeSymbol type) =>
        _drafts.TryGetValue(type, out var draft) ? draft.Name : type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

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

        _hasFindings = true;
        _sink.Report(rule, location, [_event.Name, .. arguments]);
    }

    /// <summary>Notes that a member has a type that does not exist, or that only another generator writes. The compiler or an analyzer reports it.</summary>
    public void Break()
    {
        _hasFindings = true;
        _sink.Break();
    }

    // What can be described without looking into it, and so without a finding. A value of it in an untyped member is then written as usual.
    private static bool IsSimple(ITypeSymbol type) =>
        JsonScalars.Of(type) is not null || (type.TypeKind == TypeKind.Enum && !JsonConverterParser.HasConverter(type));

    private JsonTypeDraft Read(ITypeSymbol type)
    {
        var draft = new JsonTypeDraft(type);
        _drafts.Add(type, draft);
        _order.Add(draft);
        var around = _reading;
        _reading = draft;
        JsonTypeClassifier.Classify(draft, this);
        _reading = around;
        return draft;
    }

    // In the order in which the types would be read: the models of an event must not depend on which event was read before.
    private void Adopt(JsonTypeDraft draft)
    {
        if (_drafts.ContainsKey(draft.Type))
        {
            return;
        }

        _drafts.Add(draft.Type, draft);
        _order.Add(draft);
        foreach (var next in draft.Reached)
        {
            Adopt(next);
        }
    }

    private JsonGraphModel Complete(JsonTypeDraft root)
    {
        SettleDirect();
        var models = new List<JsonTypeModel>(_order.Count);
        foreach (var draft in _order)
        {
            models.Add(draft.Model ?? draft.Complete!());
        }

        AddConverted(models);

        // A finding names the event that it was found for, so that each event must find it again.
        if (!_hasFindings)
        {
            Share(models);
        }

        return new JsonGraphModel
        {
            Root = root.Reference,
            IsSensitive = models.Exists(static model => model is JsonObjectModel found && found.Members.Any(static member => member.IsSensitive)),
            Types = models.ToEquatableArray(),
        };
    }

    private void AddConverted(List<JsonTypeModel> models)
    {
        var added = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var type in _order.SelectMany(static draft => draft.Converted))
        {
            if (!_drafts.ContainsKey(type) && added.Add(type))
            {
                var draft = new JsonTypeDraft(type) { Form = JsonTypeForm.Converted };
                models.Add(JsonTypeClassifier.Plain(draft, this));
            }
        }
    }

    private void Share(List<JsonTypeModel> models)
    {
        for (var i = 0; i < _order.Count; i++)
        {
            if (_order[i].Model is null)
            {
                _order[i].Model = models[i];
                Known.JsonTypes.TryAdd(_order[i].Type, _order[i]);
            }
        }
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
