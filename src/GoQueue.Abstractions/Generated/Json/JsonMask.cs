using System.Text.Json;
using System.Text.Json.Serialization;

namespace GoQueue.Generated.Json;

/// <summary>Writes <c>***</c> in place of any value, null included. Stateless.</summary>
/// <typeparam name="T">The value's type.</typeparam>
internal sealed class JsonMask<T> : JsonConverter<T>
{
    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("What was masked for a log cannot be read.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(GeneratedJson.Mask);
}
