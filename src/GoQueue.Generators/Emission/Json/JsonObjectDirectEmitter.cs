using GoQueue.Generators.Models.Json;

namespace GoQueue.Generators.Emission.Json;

/// <summary>Writes the method of the publish path, which knows the options and needs nothing of System.Text.Json.</summary>
internal static class JsonObjectDirectEmitter
{
    public static void Write(CodeWriter writer, JsonObjectModel model)
    {
        writer.Open("internal static void Write(ref JsonSpanWriter json, Self value)");
        if (!model.Reference.IsValueType)
        {
            writer.Open("if (value is null)").Line("json.WriteNull();").Line("return;").Close().Line();
        }

        writer.Line("json.Enter();");
        if (model.CallsOnSerializing)
        {
            writer.Line($"((IJsonOnSerializing)value).OnSerializing();");
        }

        if (JsonObjectEmitter.DepthStatementOf(model, "json.IsFull", "json.CheckDepth();") is { } depth)
        {
            writer.Line(depth);
        }

        WriteMembers(writer, model);
        writer.Line("json.Leave();");
        if (model.CallsOnSerialized)
        {
            writer.Line($"((IJsonOnSerialized)value).OnSerialized();");
        }

        writer.Close();
    }

    // Before the first member that is always written, only the running program knows whether a comma is due.
    private static void WriteMembers(CodeWriter writer, JsonObjectModel model)
    {
        var comma = Comma.None;
        var opening = "{";
        foreach (var index in model.Written)
        {
            var member = model.Members[index];
            var name = JsonText.Quoted(member.JsonName) + ":";
            var read = JsonObjectEmitter.ReadOf(model, member);
            var local = JsonObjectEmitter.LocalOf(model, index);
            if (JsonObjectEmitter.ConditionOf(member, read, local) is not { } condition)
            {
                writer.Line(NameStatement(comma, opening, name));
                JsonValueEmitter.WriteDirect(writer, member.Type, read, local);
                comma = Comma.Always;
                opening = "";
                continue;
            }

            if (opening.Length > 0)
            {
                writer.Line($"json.WriteRaw({JsonText.Utf8(opening)});").Line("var first = true;");
                opening = "";
                comma = Comma.Unknown;
            }

            writer.Open($"if ({condition})");
            writer.Line(NameStatement(comma, "", name));
            var type = member.Omission == JsonOmission.Null && member.Type.Underlying is { } underlying ? underlying : member.Type;
            JsonValueEmitter.WriteDirect(writer, type, local, local + "_");
            if (comma == Comma.Unknown)
            {
                writer.Line("first = false;");
            }

            writer.Close();
        }

        writer.Line($"json.WriteRaw({JsonText.Utf8(opening + "}")});");
    }

    private static string NameStatement(Comma comma, string opening, string name) => comma switch
    {
        Comma.Unknown => $"json.WriteRaw(first ? {JsonText.Utf8(name)} : {JsonText.Utf8("," + name)});",
        Comma.Always => $"json.WriteRaw({JsonText.Utf8("," + name)});",
        _ => $"json.WriteRaw({JsonText.Utf8(opening + name)});",
    };

    private enum Comma
    {
        None,
        Unknown,
        Always,
    }
}
