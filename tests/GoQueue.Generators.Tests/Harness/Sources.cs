using System.Reflection;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GoQueue.Generators.Tests.Harness;

/// <summary>Compilations in memory, as a project that references our package has them.</summary>
public static class Sources
{
    /// <summary>What <c>ImplicitUsings</c> adds to a console project.</summary>
    public const string ImplicitUsings = """
        global using global::System;
        global using global::System.Collections.Generic;
        global using global::System.IO;
        global using global::System.Linq;
        global using global::System.Threading;
        global using global::System.Threading.Tasks;
        """;

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    public static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(IGoQueueEvent<>).Assembly.Location),
        MetadataReference.CreateFromFile(Assembly.Load("GoQueue.Core").Location),
    ];

    /// <summary>A library of these files, with nullable on and implicit usings.</summary>
    public static CSharpCompilation Compile(params string[] files) => CompileAs("Shop.Events", LanguageVersion.CSharp14, files);

    // Every compilation begins as this one: the symbols of the references are made once.
    private static readonly CSharpCompilation s_empty = Empty();

    /// <summary>A library of this name in this language version.</summary>
    public static CSharpCompilation CompileAs(string assemblyName, LanguageVersion version, params string[] files) =>
        CompileAs(assemblyName, ParseOptions.WithLanguageVersion(version), files);

    /// <summary>A library of this name with these options.</summary>
    public static CSharpCompilation CompileAs(string assemblyName, CSharpParseOptions options, params string[] files)
    {
        var empty = assemblyName == s_empty.AssemblyName ? s_empty : s_empty.WithAssemblyName(assemblyName);
        SyntaxTree[] trees = [.. files.Prepend(ImplicitUsings).Select((text, i) => CSharpSyntaxTree.ParseText(text, options, $"/src/File{i}.cs"))];
        return empty.AddSyntaxTrees(trees);
    }

    private static CSharpCompilation Empty()
    {
        var empty = CSharpCompilation.Create(
            "Shop.Events",
            [],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));
        _ = empty.GetSpecialType(SpecialType.System_Object);
        return empty;
    }
}
