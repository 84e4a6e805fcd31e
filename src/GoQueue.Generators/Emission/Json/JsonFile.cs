using GoQueue.Generators.Models;

namespace GoQueue.Generators.Emission.Json;

/// <summary>What the files of the serializer context begin with.</summary>
internal static class JsonFile
{
    public static void Begin(CodeWriter writer, EquatableArray<string> raisedDiagnostics)
    {
        FileHeader.Write(writer, raisedDiagnostics);
        writer.Line("#nullable disable warnings // values pass through object and through annotations that System.Text.Json does not look at").Line();
    }

    /// <summary>A type's name for a documentation reference, which writes type arguments in braces.</summary>
    public static string Cref(string name) => name.Replace('<', '{').Replace('>', '}');
}
