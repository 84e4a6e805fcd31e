using System.Text.Json;
using System.Text.Json.Serialization;

namespace GoQueue.Generated.Json;

/// <summary>Converts nothing: among the converters of options it says that sensitive members are to be masked.</summary>
internal sealed class JsonMasking : JsonConverter<JsonMasking>
{
    public override JsonMasking? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, JsonMasking value, JsonSerializerOptions options) => throw new NotSupportedException();

    /// <summary>Whether metadata is being made for a log.</summary>
    public static bool IsOn(JsonSerializerOptions options)
    {
        var converters = options.Converters;
        for (var i = 0; i < converters.Count; i++)
        {
            if (converters[i] is JsonMasking)
            {
                return true;
            }
        }

        return false;
    }
}
