using GoQueue.Generators.Contracts;
using GoQueue.Generators.Emission;
using GoQueue.Generators.Models;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Contracts;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Pipeline;

/// <summary>Writes the publisher, the JSON and the validation of every <c>[GoQueueEvent]</c>. Only wiring: the parser thinks, the emitters print.</summary>
[Generator(LanguageNames.CSharp)]
internal sealed class GoQueueGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownSymbols.EventAttributeName, static (_, _) => true, static (found, token) => ParseEvent(found, token))
            .Where(static parsed => parsed is not null);
        var found = parsed.Select(static (parsed, _) => parsed!.Model);
        var events = found
            .InStableSlots(static model => model.Type.MetadataName)
            .WithTrackingName(TrackingNames.Events);

        // What sums up all events takes them as they were found: each Collect before another multiplies the steps that Roslyn tracks under test.
        // Empty in nearly every compilation, hence equal to the last run's: no event is printed again because another was added.
        var clashes = found
            .Select(static (model, _) => model.Type.MetadataName)
            .Collect()
            .Select(static (names, _) => HintNames.Clashing(names))
            .WithTrackingName(TrackingNames.HintNameClashes);

        var named = events
            .Combine(clashes)
            .Select(static (pair, _) => (Model: pair.Left, HintName: HintNames.Of("", pair.Left.Type.MetadataName, pair.Right)))
            .WithTrackingName(TrackingNames.NamedEvents);

        var assembly = found
            .Select(static (model, _) => AssemblyEntry.Of(model))
            .Collect()
            .Select(static (entries, _) => AssemblyParser.Parse(entries))
            .WithTrackingName(TrackingNames.Assembly);

        var catalogs = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownSymbols.CatalogAttributeName, static (_, _) => true, static (found, token) => ParseCatalog(found, token))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .InStableSlots(static model => model.MetadataName)
            .WithTrackingName(TrackingNames.Catalogs);

        context.RegisterSourceOutput(named, static (output, named) => output.AddSource(named.HintName, EventEmitter.Emit(named.Model)));
        context.RegisterSourceOutput(assembly, static (output, assembly) =>
        {
            if (assembly is not null)
            {
                output.AddSource(AssemblyEmitter.HintName, AssemblyEmitter.Emit(assembly));
            }
        });
        context.RegisterSourceOutput(catalogs.Combine(assembly), static (output, pair) =>
            output.AddSource(HintNames.OfUnique(CatalogEmitter.HintPrefix, pair.Left.MetadataName), CatalogEmitter.Emit(pair.Left, pair.Right)));
        JsonPipeline.Register(context, found);
        MaskingPipeline.Register(context);
        ContractPipeline.Register(context, parsed);
    }

    private static ParsedEvent? ParseEvent(GeneratorAttributeSyntaxContext found, CancellationToken cancellationToken)
    {
        // Several parts of a type may carry the attribute while one types; only the part with the first one speaks for the type.
        var known = KnownSymbols.Of(found.SemanticModel.Compilation);
        if (!LanguageVersions.IsSupported(found.TargetNode)
            || found.TargetSymbol is not INamedTypeSymbol type
            || EventAttribute.Of(type, known) is not { } attribute
            || !attribute.IsWrittenOn(found.TargetNode)
            || TypeDeclarationParser.IsShadowed(type)
            || EventParser.Parse(type, known, cancellationToken) is not { Model: { } model } parsed)
        {
            return null;
        }

        var contract = ContractFeature.IsOn(found.TargetNode) ? ContractParser.Parse(type, attribute, parsed, known, places: null, cancellationToken) : null;
        return new ParsedEvent(model, contract is null ? null : ContractWriter.WriteBlock(contract));
    }

    private static TypeDeclarationModel? ParseCatalog(GeneratorAttributeSyntaxContext found, CancellationToken cancellationToken)
    {
        var known = KnownSymbols.Of(found.SemanticModel.Compilation);
        return LanguageVersions.IsSupported(found.TargetNode)
            && found.TargetSymbol is INamedTypeSymbol type
            && CatalogParser.IsWrittenOn(type, found.TargetNode, known)
            && !TypeDeclarationParser.IsShadowed(type)
            ? CatalogParser.Parse(type, known, cancellationToken).Model
            : null;
    }
}
