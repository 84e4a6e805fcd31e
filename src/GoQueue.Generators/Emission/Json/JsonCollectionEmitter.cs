using GoQueue.Generators.Models.Json;

namespace GoQueue.Generators.Emission.Json;

/// <summary>Writes the class of a collection.</summary>
internal static class JsonCollectionEmitter
{
    public static void Write(CodeWriter writer, JsonCollectionModel model)
    {
        WriteMetadata(writer, model);
        if (model.HasHandler)
        {
            writer.Line();
            WriteHandler(writer, model);
        }

        if (model.Reference.IsDirect)
        {
            writer.Line();
            WriteDirect(writer, model);
        }
    }

    private static void WriteMetadata(CodeWriter writer, JsonCollectionModel model)
    {
        writer.Line("internal static JsonTypeInfo<Self> Create(JsonSerializerOptions options) => GeneratedJson.CollectionInfo<Self>(").Indent();
        writer.Line("options,").Line($"static options => JsonMetadataServices.{model.Method}(").Indent().Line("options,").Line("new()").Line("{").Indent();
        if (model.Creator is { } creator)
        {
            writer.Line($"ObjectCreator = static () => {creator},");
        }

        if (model.HasHandler)
        {
            writer.Line("SerializeHandler = (writer, value) => Write(writer, value, options),");
        }

        var argument = model.Argument is { } last ? $", {last}" : "";
        var handling = model.NumberHandling is { } number ? $", numberHandling: {number}" : "";
        writer.Unindent().Line($"}}{argument}){handling});").Unindent().Unindent();
    }

    private static void WriteHandler(CodeWriter writer, JsonCollectionModel model)
    {
        writer.Open("internal static void Write(Utf8JsonWriter writer, Self value, JsonSerializerOptions options)");
        WriteNullCheck(writer, model, "writer.WriteNullValue();");
        writer.Line("GeneratedJson.CheckDepth(writer, options);");
        writer.Line(model.IsDictionary ? "writer.WriteStartObject();" : "writer.WriteStartArray();");
        writer.Open($"foreach (var item in {model.Items})");
        writer.Line("GeneratedJson.CheckDepth(writer, options);");
        if (model.IsDictionary)
        {
            writer.Line("writer.WritePropertyName(item.Key);");
        }

        JsonValueEmitter.WriteToken(writer, model.Element, model.IsDictionary ? "item.Value" : "item", null, "inner");
        writer.Close();
        writer.Line(model.IsDictionary ? "writer.WriteEndObject();" : "writer.WriteEndArray();");
        writer.Close();
    }

    private static void WriteDirect(CodeWriter writer, JsonCollectionModel model)
    {
        writer.Open("internal static void Write(ref JsonSpanWriter json, Self value)");
        WriteNullCheck(writer, model, "json.WriteNull();");
        writer.Line("json.Enter();").Line($"json.WriteRaw({JsonText.Utf8(model.IsDictionary ? "{" : "[")});").Line("var first = true;");
        writer.Open($"foreach (var item in {model.Items})");
        writer.Line("json.Separate(ref first);");
        if (model.IsDictionary)
        {
            writer.Line("json.WriteKey(item.Key);");
        }

        JsonValueEmitter.WriteDirect(writer, model.Element, model.IsDictionary ? "item.Value" : "item", "inner");
        writer.Close();
        writer.Line($"json.WriteRaw({JsonText.Utf8(model.IsDictionary ? "}" : "]")});").Line("json.Leave();").Close();
    }

    private static void WriteNullCheck(CodeWriter writer, JsonCollectionModel model, string writeNull)
    {
        if (!model.Reference.IsValueType)
        {
            writer.Open("if (value is null)").Line(writeNull).Line("return;").Close().Line();
        }
    }
}
