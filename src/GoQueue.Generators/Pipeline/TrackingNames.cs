namespace GoQueue.Generators.Pipeline;

/// <summary>The pipeline steps that tests speak about.</summary>
internal static class TrackingNames
{
    /// <summary>One model per annotated type.</summary>
    public const string Events = nameof(Events);

    /// <summary>The hint names that clash; empty in nearly every compilation.</summary>
    public const string HintNameClashes = nameof(HintNameClashes);

    /// <summary>The models with their hint names.</summary>
    public const string NamedEvents = nameof(NamedEvents);

    /// <summary>One model per record with masked members.</summary>
    public const string MaskedRecords = nameof(MaskedRecords);

    /// <summary>The per-assembly list of events.</summary>
    public const string Assembly = nameof(Assembly);

    /// <summary>The classes with [GoQueueCatalog].</summary>
    public const string Catalogs = nameof(Catalogs);

    /// <summary>The assembly's JSON settings.</summary>
    public const string JsonSettings = nameof(JsonSettings);

    /// <summary>Every type of the serializer context, once.</summary>
    public const string JsonTypes = nameof(JsonTypes);

    /// <summary>The root file of the serializer context.</summary>
    public const string JsonRoot = nameof(JsonRoot);

    /// <summary>The hint names of JSON files that clash; empty in nearly every compilation.</summary>
    public const string JsonHintNameClashes = nameof(JsonHintNameClashes);

    /// <summary>The contract of each event; nothing in a project without contracts.</summary>
    public const string Contracts = nameof(Contracts);

    /// <summary>The types that have a file of their own.</summary>
    public const string JsonFiles = nameof(JsonFiles);
}
