namespace GoQueue.Generators;

/// <summary>The pipeline steps that tests speak about.</summary>
internal static class TrackingNames
{
    /// <summary>One model per annotated type.</summary>
    public const string Events = nameof(Events);

    /// <summary>The hint names that clash; empty in nearly every compilation.</summary>
    public const string HintNameClashes = nameof(HintNameClashes);

    /// <summary>The models with their hint names.</summary>
    public const string NamedEvents = nameof(NamedEvents);

    /// <summary>The per-assembly list of events.</summary>
    public const string Assembly = nameof(Assembly);

    /// <summary>The classes with [GoQueueCatalog].</summary>
    public const string Catalogs = nameof(Catalogs);
}
