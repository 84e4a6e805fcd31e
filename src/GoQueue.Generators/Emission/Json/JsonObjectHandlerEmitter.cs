using GoQueue.Generators.Models.Json;

namespace GoQueue.Generators.Emission.Json;

/// <summary>Writes the method that System.Text.Json calls where the options are those of the assembly.</summary>
internal static class JsonObjectHandlerEmitter
{
    public static void Write(CodeWriter writer, JsonObjectModel model)
    {
        foreach (var index in model.Written)
        {
            var member = model.Members[index];
            writer.Line($"private static readonly {JsonNames.EncodedText} {NameOf(member)} = {JsonNames.EncodedText}.Encode({Literal.Of(member.JsonName)});");
        }

        writer.Line().Open($"internal static void Write({JsonNames.Utf8Writer} writer, {model.Reference.Name} value, {JsonNames.Options} options)");
        if (!model.Reference.IsValueType)
        {
            writer.Open("if (value is null)").Line("writer.WriteNullValue();").Line("return;").Close().Line();
        }

        writer.Line($"{JsonNames.GeneratedJson}.CheckDepth(writer, options);");
        if (model.CallsOnSerializing)
        {
            writer.Line($"(({JsonNames.Serialization}.IJsonOnSerializing)value).OnSerializing();");
        }

        writer.Line("writer.WriteStartObject();");
        foreach (var index in model.Written)
        {
            WriteMember(writer, model, model.Members[index]);
        }

        writer.Line("writer.WriteEndObject();");
        if (model.CallsOnSerialized)
        {
            writer.Line($"(({JsonNames.Serialization}.IJsonOnSerialized)value).OnSerialized();");
        }

        writer.Close();
    }

    private static void WriteMember(CodeWriter writer, JsonObjectModel model, JsonMemberModel member)
    {
        var read = JsonObjectEmitter.ReadOf(model, member);
        var local = JsonObjectEmitter.LocalOf(member);
        if (JsonObjectEmitter.ConditionOf(member, read, local) is not { } condition)
        {
            JsonValueEmitter.WriteToken(writer, member.Type, read, NameOf(member), local);
            return;
        }

        writer.Open($"if ({condition})");
        var type = member.Omission == JsonOmission.Null && member.Type.Underlying is { } underlying ? underlying : member.Type;
        JsonValueEmitter.WriteToken(writer, type, local, NameOf(member), local + "_");
        writer.Close();
    }

    private static string NameOf(JsonMemberModel member) => "s_" + member.Name;
}
