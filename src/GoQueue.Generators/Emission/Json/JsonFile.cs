namespace GoQueue.Generators.Emission.Json;

/// <summary>Opens the namespace of a file of the serializer context.</summary>
internal static class JsonFile
{
    /// <summary>
    /// Opens the namespace. The framework's names are imported inside of it, where nothing that a user calls the same can come between: the
    /// namespace is ours alone, and its own types and usings are asked before everything around it.
    /// </summary>
    /// <param name="writer">The file.</param>
    /// <param name="name">The namespace.</param>
    /// <param name="self">The type that the file is about, or null.</param>
    public static void Open(CodeWriter writer, string name, string? self)
    {
        writer.Open($"namespace {name}");
        writer.Line("""
            using global::GoQueue.Generated.Json;
            using global::System.Text.Json;
            using global::System.Text.Json.Serialization;
            using global::System.Text.Json.Serialization.Metadata;
            """);
        if (self is not null)
        {
            writer.Line($"using {JsonNames.Self} = {self};");
        }

        writer.Line();
    }
}
