using System.Collections.Immutable;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace GoQueue.Generators.Tests.Documentation;

/// <summary>The repository's own projects, compiled from their sources for tests that read them.</summary>
internal static class SourceCompilations
{
    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private static readonly Lazy<CSharpCompilation> s_core = new(() => Compile("GoQueue.Core", ["src/GoQueue.Core"], referenced: "GoQueue.Abstractions"));

    private static readonly Lazy<CSharpCompilation> s_generators = new(() => Compile(
        "GoQueue.Generators",
        ["src/GoQueue.Generators", "src/GoQueue.Abstractions/Generated/Validation/Rules", "src/GoQueue.Abstractions/Generated/Routing/Rules"],
        referenced: null));

    public static CSharpCompilation Core => s_core.Value;

    public static CSharpCompilation Generators => s_generators.Value;

    public static CSharpCompilation Of(string folder) => folder.StartsWith("src/GoQueue.Core", StringComparison.Ordinal) ? Core : Generators;

    /// <summary>A file as the compilations have them.</summary>
    public static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, s_options, "/" + path);

    /// <summary>All files of a folder, from the repository's root.</summary>
    public static IEnumerable<string> FilesOf(string folder) => Directory
        .EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Repository.PathOf(), path).Replace('\\', '/'))
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>Fails if one symbol is unresolved: an unresolved use is not seen.</summary>
    public static void AssertResolved(CSharpCompilation compilation)
    {
        // CS8795: partial methods whose bodies other generators write (logging, regular expressions).
        var errors = compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS8795")
            .Select(diagnostic => diagnostic.ToString());
        Assert.Empty(errors);
    }

    private static CSharpCompilation Compile(string name, string[] folders, string? referenced)
    {
        var trees = folders
            .SelectMany(FilesOf)
            .Select(path => Parse(Repository.Read(path), path))
            .Append(Parse(GlobalUsings, "global/Usings.cs"))
            .Append(Parse("namespace GoQueue.Generators.Diagnostics; internal static class HelpLink { public const string Rules = \"\"; }", "global/HelpLink.cs"));
        return CSharpCompilation.Create(
            name,
            trees,
            References(referenced),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
    }

    /// <summary>What this test project runs with: it references both projects, hence everything that they reference.</summary>
    private static ImmutableArray<MetadataReference> References(string? referenced) =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) is var name && (!name.StartsWith("GoQueue.", StringComparison.Ordinal) || name == referenced))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
