using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators;

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

    private KnownSymbols(Compilation compilation)
    {
        Compilation = compilation;
        GoQueueEventAttribute = compilation.GetTypeByMetadataName(EventAttributeName);
        GoQueueCatalogAttribute = compilation.GetTypeByMetadataName(CatalogAttributeName);
        ManifestAttribute = compilation.GetTypeByMetadataName("GoQueue.Generated.GoQueueEventManifestAttribute");
        ObsoleteAttribute = compilation.GetTypeByMetadataName("System.ObsoleteAttribute");
        ExperimentalAttribute = compilation.GetTypeByMetadataName("System.Diagnostics.CodeAnalysis.ExperimentalAttribute");
        Publisher = compilation.GetTypeByMetadataName("GoQueue.IGoQueuePublisher");
        PublishBatch = compilation.GetTypeByMetadataName("GoQueue.PublishBatch");
        PublishOptions = compilation.GetTypeByMetadataName("GoQueue.PublishOptions");
        MessageHeaders = compilation.GetTypeByMetadataName("GoQueue.MessageHeaders");
        MessageBuilder = compilation.GetTypeByMetadataName("GoQueue.GoQueueMessageBuilder");
        CancellationToken = compilation.GetTypeByMetadataName("System.Threading.CancellationToken");
        JsonDerivedTypeAttribute = compilation.GetTypeByMetadataName("System.Text.Json.Serialization.JsonDerivedTypeAttribute");
    }

    /// <summary>The metadata name of the attribute that makes an event.</summary>
    public const string EventAttributeName = "GoQueue.GoQueueEventAttribute";

    /// <summary>The metadata name of the attribute that makes a catalog.</summary>
    public const string CatalogAttributeName = "GoQueue.GoQueueCatalogAttribute";

    public Compilation Compilation { get; }

    public INamedTypeSymbol? GoQueueEventAttribute { get; }

    public INamedTypeSymbol? GoQueueCatalogAttribute { get; }

    public INamedTypeSymbol? ManifestAttribute { get; }

    public INamedTypeSymbol? ObsoleteAttribute { get; }

    public INamedTypeSymbol? ExperimentalAttribute { get; }

    public INamedTypeSymbol? Publisher { get; }

    public INamedTypeSymbol? PublishBatch { get; }

    public INamedTypeSymbol? PublishOptions { get; }

    public INamedTypeSymbol? MessageHeaders { get; }

    public INamedTypeSymbol? MessageBuilder { get; }

    public INamedTypeSymbol? CancellationToken { get; }

    public INamedTypeSymbol? JsonDerivedTypeAttribute { get; }

    /// <summary>Whether the compilation is a test project: one that references a test framework.</summary>
    public bool IsTestProject => Compilation.ReferencedAssemblyNames.Any(static assembly => s_testFrameworks.Contains(assembly.Name));

    /// <summary>The types of <paramref name="compilation"/>; kept as long as it lives.</summary>
    public static KnownSymbols Of(Compilation compilation) => s_known.GetValue(compilation, static c => new KnownSymbols(c));
}
