/// <summary>A converter as the page's reader writes one.</summary>
public sealed class HandleConverter : JsonConverter<nint>
{
    public override nint Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => (nint)reader.GetInt64();

    public override void Write(Utf8JsonWriter writer, nint value, JsonSerializerOptions options) => writer.WriteNumberValue((long)value);
}

public sealed record Exotic(int Value);
