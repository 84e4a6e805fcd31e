using System.Globalization;
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
            WriteMember(writer, model.Members[i], i);
        }

        writer.Line("return true;");
        for (var i = 0; i < model.Members.Count; i++)
        {
            if (model.Members[i] is { IsHidden: false, IsObsoleteError: true } member)
            {
                writer.Line().Line(GeneratedCode.Obsolete).Line($"object? {ObsoleteOf(i)}() => {ValueOf(member)};");
            }
        }

        writer.Close().Close();
        for (var i = 0; i < type.Containers.Count + (type.Namespace is null ? 0 : 1); i++)
        {
            writer.Close();
        }

        return writer.ToSourceText();
    }

    private static void WriteMember(CodeWriter writer, PrintedMemberModel member, int place)
    {
        var label = $"{(place == 0 ? "" : ", ")}{member.Name} = ";
        var value = member.IsObsoleteError ? $"{ObsoleteOf(place)}()" : member.IsValueType ? $"{ValueOf(member)}.ToString()" : $"(object?){ValueOf(member)}";
        writer.Line(member.IsHidden ? $"builder.Append(\"{label}***\");" : $"builder.Append(\"{label}\").Append({value});");
    }

    private static string ValueOf(PrintedMemberModel member) => $"{member.Receiver}.{TypeNames.Escaped(member.Name)}";

    // A local function: the method itself would be an obsolete one that overrides one that is not (CS0809).
    private static string ObsoleteOf(int place) => "Obsolete" + place.ToString(CultureInfo.InvariantCulture);
}
