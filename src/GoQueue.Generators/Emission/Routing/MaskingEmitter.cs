using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models.Routing;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.Emission.Routing;

/// <summary>Prints the part of a record that masks its hidden members.</summary>
internal static class MaskingEmitter
{
    public static SourceText Emit(MaskedTypeModel model)
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
        writer.Line(GeneratedCode.Attribute);
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
        var value = $"{member.Receiver}.{TypeNames.Escaped(member.Name)}";
        writer.Line(member.IsHidden
            ? $"builder.Append(\"{label}***\");"
            : $"builder.Append(\"{label}\").Append({(member.IsValueType ? $"{value}.ToString()" : $"(object?){value}")});");
    }
}
