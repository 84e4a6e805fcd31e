using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.Emission;

/// <summary>Writes <c>GoQueueEvents</c>, the list of an assembly's events.</summary>
internal static class AssemblyEmitter
{
    public const string HintName = "GoQueue-Events.g.cs";

    public static SourceText Emit(AssemblyModel model)
    {
        var writer = new CodeWriter();
        FileHeader.Write(writer, model.RaisedDiagnostics);
        writer.Line($"global using GoQueueEvents = global::{model.GeneratedNamespace}.GoQueueEvents;").Line();
        writer.Open($"namespace {model.GeneratedNamespace}");
        writer.Line("/// <summary>The events of this assembly.</summary>");
        writer.Line(GeneratedCode.Attribute);
        writer.Open($"{(model.IsPublic ? "public" : "internal")} static class GoQueueEvents");
        writer.Line("/// <summary>What is known of each event, ordered by type name.</summary>");
        WriteAll(writer, model);
        return writer.Close().Close().ToSourceText();
    }

    private static void WriteAll(CodeWriter writer, AssemblyModel model)
    {
        const string Declaration = "public static global::System.Collections.Generic.IReadOnlyList<global::GoQueue.EventDescriptor> All { get; } =";
        if (model.Events.IsEmpty)
        {
            writer.Line(Declaration + " [];");
            return;
        }

        if (model.RaisedDiagnostics.Contains(GeneratedCode.ObsoleteError))
        {
            // A method for itself: All is for users, and not obsolete.
            writer.Line(Declaration + " Describe();").Line();
            writer.Line(GeneratedCode.Obsolete);
            writer.Line("private static global::GoQueue.EventDescriptor[] Describe() =>");
        }
        else
        {
            writer.Line(Declaration);
        }

        writer.Line("[").Indent();
        foreach (var name in model.Events)
        {
            writer.Line($"global::GoQueue.EventDescriptor.For<{name}>(),");
        }

        writer.Unindent().Line("];");
    }
}
