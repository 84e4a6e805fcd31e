using GoQueue.Generators.Models.Routing;
using GoQueue.Generators.Parsing.Routing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.Emission.Routing;

/// <summary>
/// The part of the pipeline that masks records: one file for each record with hidden members, event or not. A nested record may belong to
/// many events, and a broken event must not print its secrets either.
/// </summary>
internal static class MaskingOutput
{
    /// <summary>Marks the generated method: analyzers see it too, and must not take it for the user's own.</summary>
    public const string Tool = "GoQueue.Generators";

    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        RegisterFor(context, "GoQueue.SensitiveAttribute", TrackingNames.Sensitive);
        RegisterFor(context, "GoQueue.EncryptedAttribute", TrackingNames.Encrypted);
    }

    private static void RegisterFor(IncrementalGeneratorInitializationContext context, string attribute, string trackingName)
    {
        var types = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute,
                static (_, _) => true,
                static (found, token) => MaskingParser.Parse(found.TargetSymbol, found.Attributes[0], KnownSymbols.Of(found.SemanticModel.Compilation), token))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(trackingName);

        // Always with a hash: names that differ in case alone need no second look.
        context.RegisterSourceOutput(
            types, static (output, model) => output.AddSource(HintNames.OfUnique("GoQueue-Masked-", model.Type.MetadataName), Emit(model)));
    }

    private static SourceText Emit(MaskedTypeModel model)
    {
        var writer = new CodeWriter();
        FileHeader.Write(writer, []);
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
        writer.Line($"[global::System.CodeDom.Compiler.GeneratedCode({Literal.Of(Tool)}, null)]");
        writer.Open($"{model.Modifiers} bool PrintMembers(global::System.Text.StringBuilder builder)");
        writer.Line("global::System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();");
        if (model.HasBase)
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
        var value = $"this.{Parsing.Validation.TypeNames.Escaped(member.Name)}";
        writer.Line(member.IsHidden
            ? $"builder.Append(\"{label}***\");"
            : $"builder.Append(\"{label}\").Append({(member.IsValueType ? $"{value}.ToString()" : $"(object?){value}")});");
    }
}
