using System.Collections.Immutable;
using System.Xml.Linq;
using GoQueue.Documentation.Tests.Markdown;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Documentation.Tests.Snippets;

/// <summary>Blocks of a page as a project of a user: nullable on, implicit usings of a worker project, our generator and analyzers.</summary>
internal static class SnippetProject
{
    // Statements that show one call do not use what it returns; documentation of public types is not what a snippet is about. The SDK hides CS1701 and CS1702 too.
    private static readonly ImmutableDictionary<string, ReportDiagnostic> s_unsaid = new[] { "CS1701", "CS1702", "CS0168", "CS0219", "CS1591", "CS8019", "CS8321" }
        .ToImmutableDictionary(static id => id, static _ => ReportDiagnostic.Suppress);

    /// <summary>
    /// What compiler, generator and analyzers say of the blocks, ordered by place: warnings, errors, and our own rules of any severity. Blocks of XML are lines of the project file.
    /// </summary>
    /// <param name="page">Where the blocks are from.</param>
    /// <param name="blocks">The blocks.</param>
    /// <param name="prefix">The first line of every file.</param>
    /// <param name="withSetup">Whether the project has what the page takes for granted; otherwise it has the implicit usings alone.</param>
    /// <param name="contracts">The text of the contract file: empty if the project has contracts and no file, null if it has none of both.</param>
    public static async Task<IReadOnlyList<Diagnostic>> CompileAsync(
        MarkdownPage page, IEnumerable<CodeBlock> blocks, string? prefix = null, bool withSetup = true, string? contracts = null)
    {
        var all = blocks.ToList();
        var project = XElement.Parse($"<Project>{string.Concat(all.Where(static block => block.Language == "xml").Select(static block => block.Text))}</Project>");
        var options = OptionsOf(project);
        var trees = new List<SyntaxTree>();
        foreach (var block in all.Where(static block => block.Language == "csharp"))
        {
            trees.Add(block.FileName is null ? SnippetFile.Of(page, block) : SnippetFile.OfFile(page, block));
        }

        trees.AddRange((withSetup ? SetupFiles.Of(page.Path) : []).Prepend(SetupFiles.Usings).Select(static file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file)));
        var hasProgram = trees.Exists(static tree => tree.GetCompilationUnitRoot().Members.Any(static member => member is GlobalStatementSyntax));
        var compilation = CSharpCompilation.Create(
            "Documentation",
            trees.Select(tree => CSharpSyntaxTree.ParseText($"{prefix}\n{tree}", options, tree.FilePath)),
            [.. Toolchain.References, .. ReferencesOf(page, project)],
            new CSharpCompilationOptions(
                hasProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                specificDiagnosticOptions: s_unsaid.SetItems(
                    project.Elements("NoWarn").SelectMany(static element => element.Value.Split(';')).Select(static id => KeyValuePair.Create(id, ReportDiagnostic.Suppress)))));
        var diagnostics = await Toolchain.Generate(compilation, options).WithAnalyzers(Toolchain.Analyzers, new CompilationWithAnalyzersOptions(ContractOptions.Of(contracts), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false)).GetAllDiagnosticsAsync();
        return
        [
            .. diagnostics
                .Where(static diagnostic => !diagnostic.IsSuppressed
                    && (diagnostic.Severity >= DiagnosticSeverity.Warning || diagnostic.Id.StartsWith("GQ", StringComparison.Ordinal)))
                .OrderBy(static diagnostic => diagnostic.Location.GetMappedLineSpan().StartLinePosition),
        ];
    }

    private static CSharpParseOptions OptionsOf(XElement project) =>
        project.Element("LangVersion") is { } version && LanguageVersionFacts.TryParse(version.Value, out var parsed)
            ? SnippetFile.Options.WithLanguageVersion(parsed)
            : SnippetFile.Options;

    private static IEnumerable<MetadataReference> ReferencesOf(MarkdownPage page, XElement project)
    {
        var named = project.Elements("PackageReference").Select(static package => package.Attribute("Include")!.Value).ToHashSet();
        foreach (var (assembly, file) in SetupFiles.References(page.Path).Where(reference => named.Count == 0 || named.Contains(reference.Assembly)))
        {
            var compilation = CSharpCompilation.Create(
                assembly,
                new[] { SetupFiles.Usings, file }.Select(static path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), SnippetFile.Options, path)),
                Toolchain.References,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
            using var image = new MemoryStream();
            if (Toolchain.Generate(compilation, SnippetFile.Options).Emit(image) is { Success: false } result)
            {
                throw new InvalidOperationException($"{file} does not compile: {string.Join('\n', result.Diagnostics)}");
            }

            yield return MetadataReference.CreateFromImage(image.ToArray());
        }
    }
}
