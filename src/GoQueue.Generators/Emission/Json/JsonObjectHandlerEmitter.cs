using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models.Json;

namespace GoQueue.Generators.Emission.Json;

/// <summary>Writes the method that System.Text.Json calls where the options are those of the assembly.</summary>
internal static class JsonObjectHandlerEmitter
{
    public static void Write(CodeWriter writer, JsonObjectModel model)
    {
        foreach (var index in model.Written)
        {
            writer.Line($"private static readonly JsonEncodedText {NameOf(model, index)} = JsonEncodedText.Encode({Literal.Of(model.Members[index].JsonName)});");
        }

        writer.Line().Open("internal static void Write(Utf8JsonWriter writer, Self value, JsonSerializerOptions options)");
        if (!model.Reference.IsValueType)
        {
            writer.Open("if (value is null)").Line("writer.WriteNullValue();").Line("return;").Close().Line();
        }

        writer.Line($"GeneratedJson.CheckDepth(writer, options);");
        if (model.CallsOnSerializing)
        {
            writer.Line($"((IJsonOnSerializing)value).OnSerializing();");
        }

        writer.Line("writer.WriteStartObject();");
        if (JsonObjectEmitter.DepthStatementOf(model, "GeneratedJson.IsFull(writer, options)", "GeneratedJson.CheckDepth(writer, options);") is { } depth)
        {
            writer.Line(depth);
        }

        foreach (var index in model.Written)
        {
            WriteMember(writer, model, index);
        }

        writer.Line("writer.WriteEndObject();");
        if (model.CallsOnSerialized)
        {
            writer.Line($"((IJsonOnSerialized)value).OnSerialized();");
        }

        writer.Close();
    }

    private static void WriteMember(CodeWriter writer, JsonObjectModel model, int index)
    {
        var member = model.Members[index];
        var read = JsonObjectEmitter.ReadOf(model, member);
        var local = JsonObjectEmitter.LocalOf(model, index);
        if (JsonObjectEmitter.ConditionOf(member, read, local) is not { } condition)
        {
            JsonValueEmitter.WriteToken(writer, member.Type, read, NameOf(model, index), local);
            return;
        }

        writer.Open($"if ({condition})");
        var type = member.Omission == JsonOmission.Null && member.Type.Underlying is { } underlying ? underlying : member.Type;
        JsonValueEmitter.WriteToken(writer, type, local, NameOf(model, index), local + "_");
        writer.Close();
    }

    // A member and the one that it hides have one name in C#, and may have two in JSON.
    private static string NameOf(JsonObjectModel model, int index)
    {
        var name = model.Members[index].Name;
        return "s_" + name + (model.Written.Any(other => other != index && model.Members[other].Name == name) ? "_" + index : "");
    }
}
