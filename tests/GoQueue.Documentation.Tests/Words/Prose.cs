using System.Text.RegularExpressions;

namespace GoQueue.Documentation.Tests.Words;

/// <summary>Every sentence of the repository that a person reads.</summary>
internal static partial class Prose
{
    private static readonly EnumerationOptions s_options = new() { RecurseSubdirectories = false };

    /// <summary>Reads all files of <paramref name="root"/> but those that a build writes.</summary>
    public static IEnumerable<Passage> Read(string root) => Files(root).SelectMany(path =>
    {
        string file = Path.GetRelativePath(root, path).Replace('\\', '/');
        string text = File.ReadAllText(path).ReplaceLineEndings("\n");
        return file.EndsWith(".md", StringComparison.Ordinal)
            ? Split(ProseKind.Page, file, MarkdownProse.Read(text))
            : Split(ProseKind.Comment, file, CSharpProse.Comments(text)).Concat(HasMessages(file) ? Split(ProseKind.Message, file, CSharpProse.Messages(text)) : []);
    });

    /// <summary>Splits texts into sentences.</summary>
    public static IEnumerable<Passage> Split(ProseKind kind, string file, IEnumerable<string> texts) =>
        from text in texts
        from sentence in End().Split(Space().Replace(text, " ").Trim())
        where sentence.Length > 0
        select new Passage(kind, file, sentence);

    private static bool HasMessages(string file) => file.StartsWith("src/", StringComparison.Ordinal) || file.StartsWith("samples/", StringComparison.Ordinal);

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", s_options).Where(static path => Path.GetExtension(path) is ".cs" or ".md")
            .Concat(Directory.EnumerateDirectories(folder, "*", s_options)
                .Where(static path => Path.GetFileName(path) is var name && name is not ("bin" or "obj" or "artifacts" or "TestResults") && name[0] != '.')
                .SelectMany(Files))
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"(?<=[.!?][)""”]?) (?=[A-Z`(\[""“X])")]
    private static partial Regex End();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
