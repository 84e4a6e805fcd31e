namespace GoQueue.Generators.Emission.Json;

/// <summary>Names that more than one file of generated JSON code uses.</summary>
internal static class JsonNames
{
    /// <summary>What every file of an event calls by its full name.</summary>
    public const string GeneratedJson = "global::GoQueue.Generated.Json.GeneratedJson";

    /// <summary>The context's class, inside the generated namespace.</summary>
    public const string Context = "GoQueueJsonContext";

    /// <summary>The type that a file is about: an alias, because its full name on every line would hide what the line says.</summary>
    public const string Self = "Self";

    /// <summary>The namespace of the classes that hold one type's code each.</summary>
    public static string NamespaceOf(string generatedNamespace) => generatedNamespace + ".Json";
}
