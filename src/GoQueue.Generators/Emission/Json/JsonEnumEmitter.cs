using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models.Json;

namespace GoQueue.Generators.Emission.Json;

/// <summary>Writes the class of an enum that is written as a string.</summary>
internal static class JsonEnumEmitter
{
    public static void Write(CodeWriter writer, JsonEnumModel model)
    {
        foreach (var member in model.Members)
        {
            writer.Line($"private static readonly JsonEncodedText s_{member.Name.TrimStart('@')} = JsonEncodedText.Encode({Literal.Of(member.JsonName)});");
        }

        writer.Line().Line($$"""
            internal static JsonTypeInfo<Self> Create(JsonSerializerOptions options) => GeneratedJson.EnumStringInfo<Self>(options);
            """).Line();
        WriteHandler(writer, model);
        if (model.Reference.IsDirect)
        {
            WriteDirect(writer, model);
        }
    }

    private static void WriteHandler(CodeWriter writer, JsonEnumModel model)
    {
        writer.Open("internal static void Write(Utf8JsonWriter writer, Self value, JsonSerializerOptions options)");
        writer.Open("switch (value)");
        foreach (var member in model.Members)
        {
            writer.Line($"case Self.{member.Name}: writer.WriteStringValue(s_{member.Name.TrimStart('@')}); break;");
        }

        // Combinations, and values with two names: only System.Text.Json knows.
        writer.Line(model.IsFlags || model.HasAliases
            ? $"default: GeneratedJson.Write(writer, value, options); break;"
            : $"default: {JsonValueEmitter.NumberToken(model.Underlying, "value")} break;");
        writer.Close().Close();
    }

    private static void WriteDirect(CodeWriter writer, JsonEnumModel model)
    {
        writer.Line().Open("internal static void Write(ref JsonSpanWriter json, Self value)");
        writer.Open("switch (value)");
        foreach (var member in model.Members)
        {
            writer.Line($"case Self.{member.Name}: json.WriteRaw({JsonText.Utf8(JsonText.Quoted(member.JsonName))}); break;");
        }

        writer.Line($"default: {JsonValueEmitter.NumberDirect(model.Underlying, "value")} break;");
        writer.Close().Close();
    }
}
