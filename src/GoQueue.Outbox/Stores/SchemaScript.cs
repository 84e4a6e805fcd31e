using System.Reflection;

namespace GoQueue.Outbox.Stores;

/// <summary>The script that is embedded in a provider's assembly. Stateless.</summary>
internal static class SchemaScript
{
    /// <summary>The script with its placeholders filled in.</summary>
    public static string Read(Assembly assembly, params ReadOnlySpan<(string Placeholder, string Text)> values)
    {
        using var stream = assembly.GetManifestResourceStream("schema.sql")!;
        using var reader = new StreamReader(stream);
        var script = reader.ReadToEnd().ReplaceLineEndings("\n");
        foreach (var (placeholder, text) in values)
        {
            script = script.Replace(placeholder, text, StringComparison.Ordinal);
        }

        return script;
    }
}
