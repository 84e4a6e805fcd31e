using System.Text.Json;
using System.Text.Json.Serialization;

namespace GoQueue.Generated.Json;

/// <summary>Writes a value as the value in it, as a converter written by hand does. Immutable.</summary>
/// <param name="inner">Writes the value in it.</param>
/// <param name="get">Takes the value out.</param>
/// <param name="create">Puts it in.</param>
internal sealed class InnerValueConverter<T, TInner>(JsonConverter<TInner> inner, Func<T, TInner> get, Func<TInner, T> create) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        create(inner.Read(ref reader, typeof(TInner), options)!);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        // A default struct may hold a null.
        if (get(value) is { } found)
        {
            inner.Write(writer, found, options);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        create(inner.ReadAsPropertyName(ref reader, typeof(TInner), options));

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        inner.WriteAsPropertyName(writer, get(value)!, options);
}
