using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.Emission;

/// <summary>Writes the other part of a <c>[GoQueueCatalog]</c> class: public names for the per-assembly types.</summary>
internal static class CatalogEmitter
{
    public const string HintPrefix = "GoQueue-Catalog-";

    /// <param name="catalog">The user's class.</param>
    /// <param name="assembly">The assembly's events; null where it has none.</param>
    public static SourceText Emit(TypeDeclarationModel catalog, AssemblyModel? assembly)
    {
        var writer = new CodeWriter();
        FileHeader.Write(writer, EquatableArray<string>.Empty);
        if (catalog.Namespace is not null)
        {
            writer.Open($"namespace {catalog.Namespace}");
        }

        foreach (var container in catalog.Containers)
        {
            writer.Open(container);
        }

        writer.Open($"{catalog.Declaration} {catalog.Name}");
        var all = assembly is null ? "[]" : $"global::{assembly.GeneratedNamespace}.GoQueueEvents.All";
        writer.Line($$"""
            /// <summary>What is known of each event of this assembly, ordered by type name.</summary>
            {{GeneratedCode.Attribute}}
            public static global::System.Collections.Generic.IReadOnlyList<global::GoQueue.EventDescriptor> All => {{all}};
            """);
        if (assembly is { HasJsonContext: true })
        {
            // The context itself has a property per type. A public class cannot show one that is internal, as it is where all events are.
            var context = $"global::{assembly.GeneratedNamespace}.GoQueueJsonContext";
            var type = catalog.IsPublic && !assembly.IsJsonContextPublic ? "global::System.Text.Json.Serialization.JsonSerializerContext" : context;
            writer.Line().Line($$"""
                /// <summary>The JSON metadata of this assembly's events and of all types in them.</summary>
                {{GeneratedCode.Attribute}}
                public static {{type}} JsonContext => {{context}}.Default;
                """);
        }

        writer.Close();
        for (var i = 0; i < catalog.Containers.Count; i++)
        {
            writer.Close();
        }

        if (catalog.Namespace is not null)
        {
            writer.Close();
        }

        return writer.ToSourceText();
    }
}
