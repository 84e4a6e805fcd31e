using GoQueue.Generators.Models.Json;

namespace GoQueue.Generators.Emission.Json;

/// <summary>Writes the class of an enum that is written as a string.</summary>
internal static class JsonEnumEmitter
{
    public static void Write(CodeWriter writer, JsonEnumModel model)
    {
        var type = model.Reference.Name;
        foreach (var member in model.Members)
        {
            writer.Line($"private static readonly {JsonNames.EncodedText} s_{member.Name.TrimStart('@')} = {JsonNames.EncodedText}.Encode({Literal.Of(member.JsonName)});");
        }

        writer.Line().Line($$"""
            internal static {{JsonNames.Metadata}}.JsonTypeInfo<{{type}}> Create({{JsonNames.Options}} options) => {{JsonNames.GeneratedJson}}.EnumStringInfo<{{type}}>(options);
            """).Line();
        WriteHandler(writer, model, type);
        if (model.Reference.IsDirect)
        {
            WriteDirect(writer, model, type);
        }
    }

    private static void WriteHandler(CodeWriter writer, JsonEnumModel model, string type)
    {
        writer.Open($"internal static void Write({JsonNames.Utf8Writer} writer, {type} value, {JsonNames.Options} options)");
        writer.Open("switch (value)");
        foreach (var member in model.Members)
        {
            writer.Line($"case {type}.{member.Name}: writer.WriteStringValue(s_{member.Name.TrimStart('@')}); break;");
        }

        // Combinations, and values with two names: only System.Text.Json knows.
        writer.Line(model.IsFlags || model.HasAliases
            ? $"default: {JsonNames.GeneratedJson}.Write(writer, value, options); break;"
            : $"default: {JsonValueEmitter.NumberToken(model.Underlying, "value")} break;");
        writer.Close().Close();
    }

    private static void WriteDirect(CodeWriter writer, JsonEnumModel model, string type)
    {
        writer.Line().Open($"internal static void Write(ref {JsonNames.SpanWriter} json, {type} value)");
        writer.Open("switch (value)");
        foreach (var member in model.Members)
        {
            writer.Line($"case {type}.{member.Name}: json.WriteRaw({JsonText.Utf8(JsonText.Quoted(member.JsonName))}); break;");
        }

        writer.Line($"default: {JsonValueEmitter.NumberDirect(model.Underlying, "value")} break;");
        writer.Close().Close();
    }
}
