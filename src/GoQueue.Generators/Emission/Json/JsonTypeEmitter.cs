using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models.Json;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.Emission.Json;

/// <summary>Writes the file of one type: its metadata, its writer for System.Text.Json, its direct writer.</summary>
internal static class JsonTypeEmitter
{
    public static SourceText Emit(JsonTypeModel type)
    {
        var writer = new CodeWriter();
        FileHeader.Write(writer, type.RaisedDiagnostics);
        JsonFile.Open(writer, JsonNames.NamespaceOf(type.GeneratedNamespace), type.Reference.Name);
        writer.Line($"/// <summary>The JSON of <c>{Literal.Xml(type.Reference.Name.Replace("global::", ""))}</c>.</summary>");
        FileHeader.WriteClassAttributes(writer, type.RaisedDiagnostics);
        writer.Open($"internal static class {type.Reference.Id}");
        switch (type)
        {
            case JsonObjectModel model: JsonObjectEmitter.Write(writer, model); break;
            case JsonCollectionModel model: JsonCollectionEmitter.Write(writer, model); break;
            case JsonEnumModel model: JsonEnumEmitter.Write(writer, model); break;
            case JsonConverterModel model: WriteConverter(writer, model); break;
        }

        return writer.Close().Close().ToSourceText();
    }

    private static void WriteConverter(CodeWriter writer, JsonConverterModel model)
    {
        writer.Line($$"""
            internal static JsonTypeInfo<Self> Create(JsonSerializerOptions options) =>
                GeneratedJson.ValueInfo<Self>(options, static options => GeneratedJson.Expand(typeof(Self), {{model.Converter}}, options));
            """);
    }
}
