using System.Collections.Immutable;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Json;

namespace GoQueue.Generators.Parsing.Json;

/// <summary>Makes one serializer context of the graphs of many events.</summary>
internal static class JsonTypeMerger
{
    // What a property of the context cannot be called, because the class has it already.
    private static readonly HashSet<string> s_taken = new(StringComparer.Ordinal)
    {
        "Default", "Options", "Masking", "GeneratedSerializerOptions", "GetTypeInfo", "Create", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals",
        "GoQueueJsonContext",

        // What its body speaks of by a short name.
        "GeneratedJson", "JsonTypeInfo", "JsonSerializerOptions", "JsonSerializerContext", "IJsonTypeInfoResolver", "JsonMetadataServices", "JsonNamingPolicy", "JsonIgnoreCondition",
    };

    /// <summary>Every type once, ordered by id.</summary>
    public static EquatableArray<JsonTypeModel> Merge(ImmutableArray<EventModel> events)
    {
        var types = new SortedDictionary<string, JsonTypeModel>(StringComparer.Ordinal);
        foreach (var model in events)
        {
            if (model.Json is { } graph)
            {
                foreach (var type in graph.Types)
                {
                    if (type.Reference.Form != JsonTypeForm.Converted || !types.ContainsKey(type.Reference.Id))
                    {
                        types[type.Reference.Id] = type;
                    }
                }
            }
        }

        return types.Values.ToEquatableArray();
    }

    /// <summary>Where the context stands and how visible it is; null where there is no event.</summary>
    public static (string Namespace, bool IsPublic)? IdentityOf(ImmutableArray<EventModel> events) =>
        events.IsEmpty ? null : (events[0].GeneratedNamespace, events.Any(static model => model.Type.IsPublic));

    /// <summary>The root file; null where there is no event.</summary>
    public static JsonRootModel? RootOf((string Namespace, bool IsPublic)? identity, EquatableArray<JsonTypeModel> types, JsonSettingsModel settings)
    {
        if (identity is not { } known)
        {
            return null;
        }

        var names = types.Where(static type => type is JsonObjectModel).GroupBy(static type => SimpleNameOf(type)).ToDictionary(static group => group.Key, static group => group.Count());
        return new JsonRootModel
        {
            GeneratedNamespace = known.Namespace,
            IsPublic = known.IsPublic,
            Settings = settings,
            Types = types.Select(type => new JsonRootEntry(type.Reference, type.IsPublic, type is JsonScalarModel, PropertyOf(type, names), type is JsonObjectModel { IsObsolete: true })).ToEquatableArray(),
            RaisedDiagnostics = types.SelectMany(static type => type.RaisedDiagnostics).Distinct().OrderBy(static id => id, StringComparer.Ordinal).ToEquatableArray(),
        };
    }

    private static string? PropertyOf(JsonTypeModel type, Dictionary<string, int> names)
    {
        if (type is not JsonObjectModel)
        {
            return null;
        }

        var name = SimpleNameOf(type);
        return names[name] == 1 && !s_taken.Contains(name) && !type.MetadataName.Contains('<') ? TypeNames.EscapedEverywhere(name) : type.Reference.Id;
    }

    private static string SimpleNameOf(JsonTypeModel type)
    {
        var end = type.MetadataName.IndexOf('<');
        var name = end < 0 ? type.MetadataName : type.MetadataName.Substring(0, end);
        return name.Substring(name.LastIndexOfAny(['.', '+']) + 1);
    }
}
