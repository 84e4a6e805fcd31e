using GoQueue.Generators.Models.Routing;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Routing;
using GoQueue.Generators.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.Emission.Routing;

/// <summary>
/// The part of the pipeline that masks records: one file for each record with hidden members, event or not. A nested record may belong to
/// many events, and a broken event must not print its secrets either.
/// </summary>
internal static class MaskingOutput
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
            types, static (output, model) => output.AddSource(HintNames.OfUnique("GoQueue-Masked-", model.Type.MetadataName), Emit(model)));
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

    private static SourceText Emit(MaskedTypeModel model)
    {
        var writer = new CodeWriter();
        FileHeader.Write(writer, model.RaisedDiagnostics);
        var type = model.Type;
        if (type.Namespace is { } name)
        {
            writer.Open($"namespace {name}");
        }

        foreach (var container in type.Containers)
        {
            writer.Open(container);
        }

        writer.Open($"{type.Declaration} {type.Name}");
        writer.Line("/// <summary>What ToString shows: as the compiler writes it, with hidden members as <c>***</c>.</summary>");
        writer.Line(FileHeader.GeneratedCode);
        writer.Open($"{model.Modifiers} bool PrintMembers(global::System.Text.StringBuilder builder)");
        writer.Line("global::System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();");
        if (model.PrintsBase)
        {
            writer.Open("if (base.PrintMembers(builder))").Line("builder.Append(\", \");").Close();
        }

        for (var i = 0; i < model.Members.Count; i++)
        {
            WriteMember(writer, model.Members[i], isFirst: i == 0);
        }

        writer.Line("return true;").Close().Close();
        for (var i = 0; i < type.Containers.Count + (type.Namespace is null ? 0 : 1); i++)
        {
            writer.Close();
        }

        return writer.ToSourceText();
    }

    private static void WriteMember(CodeWriter writer, PrintedMemberModel member, bool isFirst)
    {
        var label = $"{(isFirst ? "" : ", ")}{member.Name} = ";
        var value = $"{member.Receiver}.{Parsing.Validation.TypeNames.Escaped(member.Name)}";
        writer.Line(member.IsHidden
            ? $"builder.Append(\"{label}***\");"
            : $"builder.Append(\"{label}\").Append({(member.IsValueType ? $"{value}.ToString()" : $"(object?){value}")});");
    }
}
