using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models;

namespace GoQueue.Generators.Emission;

/// <summary>Writes the assembly attribute by which other assemblies know of the event.</summary>
internal static class ManifestEmitter
{
    public static void Write(CodeWriter writer, EventModel model)
    {
        var members = new List<string>();
        foreach (var member in model.DirectMembers)
        {
            members.Add(", " + Literal.Of(member));
        }

        writer.Line($"[assembly: global::GoQueue.Generated.GoQueueEventManifest({Literal.Of(model.Topic)}, {Literal.Of(model.Action)}, {Literal.Of(model.Version)}, typeof({model.Type.FullName}){string.Concat(members)})]");
        writer.Line();
    }
}
