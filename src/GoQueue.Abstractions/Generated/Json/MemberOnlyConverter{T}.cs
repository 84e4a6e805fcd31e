using System.Text.Json;
using System.Text.Json.Serialization;

namespace GoQueue.Generated.Json;

/// <summary>
/// The converter of a type that only members with a converter of their own have. It is reached if an untyped member
/// holds such a value.
/// </summary>
internal sealed class MemberOnlyConverter<T> : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw NotSupported();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw NotSupported();

    private static NotSupportedException NotSupported() => new(
        $"'{typeof(T)}' has JSON only where a member gives it a converter. Put [JsonConverter] on the type.");
}
