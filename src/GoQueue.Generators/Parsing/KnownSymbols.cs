using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GoQueue.Generators.Parsing;

/// <summary>
/// The types of one compilation that the rules speak of, looked up once. Null where the compilation does not know the type. Partial: the
/// types of JSON and of validation stand in the folders of their parsers.
/// </summary>
internal sealed partial class KnownSymbols
{
    private static readonly ConditionalWeakTable<Compilation, KnownSymbols> s_known = new();

    private static readonly HashSet<string> s_testFrameworks = new(StringComparer.OrdinalIgnoreCase)
    {
        "xunit.core", "xunit.v3.core", "nunit.framework", "MSTest.TestFramework", "TUnit.Core",
        "Microsoft.VisualStudio.TestPlatform.TestFramework",
    };

    // Only asked while something is parsed, when the compilation has sorted its sources anyway.
    private INamedTypeSymbol? _obsoleteAttribute;
    private INamedTypeSymbol? _experimentalAttribute;
    private INamedTypeSymbol? _cancellationToken;
    private INamedTypeSymbol? _jsonDerivedTypeAttribute;
    private string? _accessorModifiers;

    private KnownSymbols(Compilation compilation)
    {
        Compilation = compilation;

        // Asked of the library's own assembly: the compilation would first sort all of its sources into namespaces, which in a cold build
        // took longer than all that the analyzers do.
        var library = LibraryOf(compilation);
        GoQueueEventAttribute = library?.GetTypeByMetadataName(EventAttributeName);
        GoQueueCatalogAttribute = library?.GetTypeByMetadataName(CatalogAttributeName);
        ManifestAttribute = library?.GetTypeByMetadataName("GoQueue.Generated.GoQueueEventManifestAttribute");
        AnyEvent = library?.GetTypeByMetadataName("GoQueue.IGoQueueEvent");
        Event = library?.GetTypeByMetadataName("GoQueue.IGoQueueEvent`1");
        Publisher = library?.GetTypeByMetadataName("GoQueue.IGoQueuePublisher");
        PublishBatch = library?.GetTypeByMetadataName("GoQueue.PublishBatch");
        PublishOptions = library?.GetTypeByMetadataName("GoQueue.PublishOptions");
        PublishHeaders = library?.GetTypeByMetadataName("GoQueue.PublishHeaders");
        MessageHeaders = library?.GetTypeByMetadataName("GoQueue.MessageHeaders");
        ValueAttribute = library?.GetTypeByMetadataName("GoQueue.GoQueueValueAttribute");
        MessageBuilder = library?.GetTypeByMetadataName("GoQueue.GoQueueMessageBuilder");
    }

    /// <summary>The assembly that event assemblies and generated code reference.</summary>
    public const string LibraryName = "GoQueue.Abstractions";

    /// <summary>The metadata name of the attribute that makes an event.</summary>
    public const string EventAttributeName = "GoQueue.GoQueueEventAttribute";

    /// <summary>The metadata name of the attribute that makes a catalog.</summary>
    public const string CatalogAttributeName = "GoQueue.GoQueueCatalogAttribute";

    public Compilation Compilation { get; }

    public INamedTypeSymbol? GoQueueEventAttribute { get; }

    public INamedTypeSymbol? GoQueueCatalogAttribute { get; }

    public INamedTypeSymbol? ManifestAttribute { get; }

    public INamedTypeSymbol? ObsoleteAttribute => _obsoleteAttribute ??= Compilation.GetTypeByMetadataName("System.ObsoleteAttribute");

    public INamedTypeSymbol? ExperimentalAttribute => _experimentalAttribute ??= Compilation.GetTypeByMetadataName("System.Diagnostics.CodeAnalysis.ExperimentalAttribute");

    /// <summary><c>IGoQueueEvent</c>, the base of all events.</summary>
    public INamedTypeSymbol? AnyEvent { get; }

    /// <summary><c>IGoQueueEvent&lt;T&gt;</c>, unbound.</summary>
    public INamedTypeSymbol? Event { get; }

    public INamedTypeSymbol? Publisher { get; }

    public INamedTypeSymbol? PublishBatch { get; }

    public INamedTypeSymbol? PublishOptions { get; }

    public INamedTypeSymbol? PublishHeaders { get; }

    public INamedTypeSymbol? MessageHeaders { get; }

    public INamedTypeSymbol? MessageBuilder { get; }

    /// <summary><c>[GoQueueValue]</c>, which has a type written as the value in it.</summary>
    public INamedTypeSymbol? ValueAttribute { get; }

    public INamedTypeSymbol? CancellationToken => _cancellationToken ??= Compilation.GetTypeByMetadataName("System.Threading.CancellationToken");

    public INamedTypeSymbol? JsonDerivedTypeAttribute => _jsonDerivedTypeAttribute ??= Compilation.GetTypeByMetadataName("System.Text.Json.Serialization.JsonDerivedTypeAttribute");

    /// <summary>
    /// The modifiers of generated accessors. With the preview feature "updated-memory-safety-rules" an extern method states whether it is safe (CS9389); a compiler
    /// that does not know the word ignores the feature.
    /// </summary>
    public string AccessorModifiers => _accessorModifiers ??=
        Compilation.SyntaxTrees.FirstOrDefault()?.Options is CSharpParseOptions { LanguageVersion: LanguageVersion.Preview } options
        && options.Features.ContainsKey("updated-memory-safety-rules")
        && SyntaxFacts.GetContextualKeywordKind("safe") != SyntaxKind.None
            ? "safe static extern"
            : "static extern";

    /// <summary>Whether the compilation is a test project: one that references a test framework.</summary>
    public bool IsTestProject => Compilation.ReferencedAssemblyNames.Any(static assembly => s_testFrameworks.Contains(assembly.Name));

    /// <summary>The types of <paramref name="compilation"/>; kept as long as it lives.</summary>
    public static KnownSymbols Of(Compilation compilation) => s_known.GetValue(compilation, static c => new KnownSymbols(c));

    private static IAssemblySymbol? LibraryOf(Compilation compilation)
    {
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (assembly.Name == LibraryName)
            {
                return assembly;
            }
        }

        return null;
    }
}
