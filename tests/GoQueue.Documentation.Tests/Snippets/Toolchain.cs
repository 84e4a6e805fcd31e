using System.Collections.Immutable;
using System.Reflection;
using GoQueue.Generators.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Documentation.Tests.Snippets;

/// <summary>What a project that references our packages is built with: assemblies, generators, analyzers.</summary>
internal static class Toolchain
{
    private static readonly Lazy<ImmutableArray<ISourceGenerator>> s_generators = new(static () =>
    [
        new GoQueueGenerator().AsSourceGenerator(),
        .. FrameworkGenerators("System.Text.Json.SourceGeneration.dll"),
        .. FrameworkGenerators("System.Text.RegularExpressions.Generator.dll"),
    ]);

    private static readonly Lazy<ImmutableArray<MetadataReference>> s_references = new(static () =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is not "GoQueue.Documentation.Tests.dll" and not "GoQueue.Generators.dll" && !IsTestFramework(path))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ]);

    private static readonly Lazy<ImmutableArray<DiagnosticAnalyzer>> s_analyzers = new(static () =>
    [
        .. typeof(GoQueueGenerator).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type, nonPublic: true)!),
    ]);

    public static ImmutableArray<MetadataReference> References => s_references.Value;

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers => s_analyzers.Value;

    /// <summary>The compilation with what the generators add.</summary>
    public static Compilation Generate(CSharpCompilation compilation, CSharpParseOptions options)
    {
        CSharpGeneratorDriver.Create(s_generators.Value, parseOptions: options).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return output;
    }

    // Readers' projects have none; and in a project that references one, constants of invalid events are left alone.
    private static bool IsTestFramework(string path) => Path.GetFileName(path).StartsWith("xunit.", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<ISourceGenerator> FrameworkGenerators(string file) => Assembly.LoadFrom(Path.Combine(Repository.FrameworkGenerators, file)).GetTypes()
        .Where(static type => !type.IsAbstract && type.GetCustomAttribute<GeneratorAttribute>() is not null)
        .Select(static type => Activator.CreateInstance(type) is IIncrementalGenerator incremental ? incremental.AsSourceGenerator() : (ISourceGenerator)Activator.CreateInstance(type)!);
}
