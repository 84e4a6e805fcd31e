using GoQueue.Generators.Models.Json;

namespace GoQueue.Generators.Emission.Json;

/// <summary>Writes the statements that write one value.</summary>
internal static class JsonValueEmitter
{
    /// <summary>Over Utf8JsonWriter, with the member's name where <paramref name="name"/> is one.</summary>
    /// <param name="writer">The file.</param>
    /// <param name="type">The value's type.</param>
    /// <param name="value">A C# expression; evaluated once.</param>
    /// <param name="name">The field with the encoded name, or null.</param>
    /// <param name="local">A name for a local variable that nothing else has.</param>
    public static void WriteToken(CodeWriter writer, JsonTypeReference type, string value, string? name, string local)
    {
        if (type is { Form: JsonTypeForm.Value, IsValueType: true })
        {
            WriteToken(writer, type.Inner!, $"{value}.{type.InnerMember}", name, local);
            return;
        }

        if (name is not null && type is { Form: JsonTypeForm.Scalar, Scalar.Token: JsonScalarToken.String or JsonScalarToken.Number or JsonScalarToken.Boolean })
        {
            writer.Line($"writer.Write{type.Scalar.Token}({name}, {value});");
            return;
        }

        if (name is not null)
        {
            writer.Line($"writer.WritePropertyName({name});");
        }

        switch (type.Form)
        {
            case JsonTypeForm.Scalar:
                WriteScalarToken(writer, type.Scalar!, value);
                break;

            case JsonTypeForm.EnumNumber:
                writer.Line(NumberToken(type.Scalar!, value));
                break;

            case JsonTypeForm.Generated:
                writer.Line($"{type.Id}.Write(writer, {value}, options);");
                break;

            case JsonTypeForm.Nullable:
                writer.Open($"if ({value} is {{ }} {local})");
                WriteToken(writer, type.Underlying!, local, null, local + "_");
                writer.Close().Open("else").Line("writer.WriteNullValue();").Close();
                break;

            case JsonTypeForm.Value:
                writer.Open($"if ({value} is {{ }} {local})");
                WriteToken(writer, type.Inner!, $"{local}.{type.InnerMember}", null, local + "_");
                writer.Close().Open("else").Line("writer.WriteNullValue();").Close();
                break;

            default:
                writer.Line($"GeneratedJson.Write(writer, {value}, options);");
                break;
        }
    }

    /// <summary>Over the direct writer.</summary>
    /// <param name="writer">The file.</param>
    /// <param name="type">The value's type.</param>
    /// <param name="value">A C# expression; evaluated once.</param>
    /// <param name="local">A name for a local variable that nothing else has.</param>
    public static void WriteDirect(CodeWriter writer, JsonTypeReference type, string value, string local)
    {
        switch (type.Form)
        {
            case JsonTypeForm.Scalar:
                writer.Line($"json.{type.Scalar!.Direct}({value}{(type.Scalar.Token == JsonScalarToken.ByteMemory ? ".Span" : "")});");
                break;

            case JsonTypeForm.EnumNumber:
                writer.Line(NumberDirect(type.Scalar!, value));
                break;

            case JsonTypeForm.Nullable:
                writer.Open($"if ({value} is {{ }} {local})");
                WriteDirect(writer, type.Underlying!, local, local + "_");
                writer.Close().Open("else").Line("json.WriteNull();").Close();
                break;

            case JsonTypeForm.Value when type.IsValueType:
                WriteDirect(writer, type.Inner!, $"{value}.{type.InnerMember}", local);
                break;

            case JsonTypeForm.Value:
                writer.Open($"if ({value} is {{ }} {local})");
                WriteDirect(writer, type.Inner!, $"{local}.{type.InnerMember}", local + "_");
                writer.Close().Open("else").Line("json.WriteNull();").Close();
                break;

            default:
                writer.Line($"{type.Id}.Write(ref json, {value});");
                break;
        }
    }

    public static string NumberToken(JsonScalar underlying, string value) => $"writer.WriteNumberValue(({WidthOf(underlying)}){value});";

    public static string NumberDirect(JsonScalar underlying, string value) => $"json.{underlying.Direct}(({WidthOf(underlying)}){value});";

    private static void WriteScalarToken(CodeWriter writer, JsonScalar scalar, string value)
    {
        var converter = $"JsonMetadataServices.{scalar.Converter}Converter";
        writer.Line(scalar.Token switch
        {
            JsonScalarToken.String => $"writer.WriteStringValue({value});",
            JsonScalarToken.Number or JsonScalarToken.FloatingNumber => $"writer.WriteNumberValue({value});",
            JsonScalarToken.Boolean => $"writer.WriteBooleanValue({value});",
            JsonScalarToken.ByteMemory => $"writer.WriteBase64StringValue({value}.Span);",
            JsonScalarToken.Metadata => $"GeneratedJson.Write(writer, {value}, options);",
            _ => $"GeneratedJson.Write(writer, {value}, {converter}, options);",
        });
    }

    private static string WidthOf(JsonScalar number) => number.Direct switch
    {
        "WriteInt32" => "int",
        "WriteUInt32" => "uint",
        "WriteInt64" => "long",
        _ => "ulong",
    };
}
