namespace GoQueue.Generators.Emission.Json;

/// <summary>Names that generated JSON code uses again and again.</summary>
internal static class JsonNames
{
    public const string GeneratedJson = "global::GoQueue.Generated.Json.GeneratedJson";
    public const string SpanWriter = "global::GoQueue.Generated.Json.JsonSpanWriter";
    public const string Options = "global::System.Text.Json.JsonSerializerOptions";
    public const string Utf8Writer = "global::System.Text.Json.Utf8JsonWriter";
    public const string EncodedText = "global::System.Text.Json.JsonEncodedText";
    public const string Metadata = "global::System.Text.Json.Serialization.Metadata";
    public const string Serialization = "global::System.Text.Json.Serialization";
    public const string Unsafe = "global::System.Runtime.CompilerServices.Unsafe";

    /// <summary>The context's class, inside the generated namespace.</summary>
    public const string Context = "GoQueueJsonContext";

    /// <summary>The namespace of the classes that hold one type's code each.</summary>
    public static string NamespaceOf(string generatedNamespace) => generatedNamespace + ".Json";
}
