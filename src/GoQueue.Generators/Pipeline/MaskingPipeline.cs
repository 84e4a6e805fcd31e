using GoQueue.Generators.Emission;
using GoQueue.Generators.Emission.Routing;
using GoQueue.Generators.Models.Routing;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Routing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GoQueue.Generators.Pipeline;

/// <summary>
/// The part of the pipeline that masks records: one file for each record with hidden members, event or not. A nested record may belong to
/// many events, and a broken event must not print its secrets either.
/// </summary>
internal static class MaskingPipeline
{
    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        // Not by attribute: the compiler's index does not list [property: …] on positional parameters (dotnet/roslyn#80511), and a record may have
        // to mask what only its base or the parameter of another constructor marks.
        var types = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is RecordDeclarationSyntax record && record.Modifiers.Any(SyntaxKind.PartialKeyword),
                static (found, token) => Parse(found, token))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .InStableSlots(static model => model.Type.MetadataName)
            .WithTrackingName(TrackingNames.MaskedRecords);

        // Always with a hash: names that differ in case alone need no second look.
        context.RegisterSourceOutput(
            types, static (output, model) => output.AddSource(HintNames.OfUnique("GoQueue-Masked-", model.Type.MetadataName), MaskingEmitter.Emit(model)));
    }

    private static MaskedTypeModel? Parse(GeneratorSyntaxContext found, CancellationToken cancellationToken)
    {
        // A record has one file: its first part stands for all.
        var known = KnownSymbols.Of(found.SemanticModel.Compilation);
        return known.GoQueueEventAttribute is not null
            && LanguageVersions.IsSupported(found.Node)
            && found.SemanticModel.GetDeclaredSymbol((RecordDeclarationSyntax)found.Node, cancellationToken) is { } type
            && type.DeclaringSyntaxReferences[0] is var first
            && first.SyntaxTree == found.Node.SyntaxTree
            && first.Span == found.Node.Span
            ? MaskingParser.Parse(type, known, cancellationToken)
            : null;
    }
}
