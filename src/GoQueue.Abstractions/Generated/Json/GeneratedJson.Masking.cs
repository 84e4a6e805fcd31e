using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace GoQueue.Generated.Json;

public static partial class GeneratedJson
{
    internal const string Mask = "***";

    /// <summary>Marks a member as sensitive: under the options of <see cref="Masking"/> its value is never read.</summary>
    /// <typeparam name="TValue">The member's type.</typeparam>
    /// <param name="options">The options in force.</param>
    /// <param name="property">The member's metadata.</param>
    /// <returns>The same metadata.</returns>
    public static JsonPropertyInfo Sensitive<TValue>(JsonSerializerOptions options, JsonPropertyInfo property)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(property);
        if (!JsonMasking.IsOn(options))
        {
            return property;
        }

        if (property.IsExtensionData)
        {
            // Its entries are written as members of the object, and no converter is asked.
            property.Get = static _ => null;
        }
        else
        {
            property.CustomConverter = new JsonMask<TValue>();
        }

        return property;
    }

    /// <summary>The context's options for logs: sensitive members appear as <c>***</c>, at any depth.</summary>
    /// <param name="context">The assembly's context.</param>
    /// <returns>Options that only write.</returns>
    public static JsonSerializerOptions Masking(JsonSerializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = new JsonSerializerOptions(context.Options) { TypeInfoResolver = context };
        options.Converters.Add(new JsonMasking());
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Writes an event for a log.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="json">Where to write.</param>
    /// <param name="value">The event.</param>
    /// <param name="masking">The options of <see cref="Masking"/>.</param>
    public static void WriteMasked<T>(ref JsonSpanWriter json, T value, JsonSerializerOptions masking)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output);
        try
        {
            JsonSerializer.Serialize(writer, value, TypeInfo<T>(masking));
        }
        finally
        {
            // After a failure too: what was written up to there tells which members are masked.
            writer.Flush();
            json.WriteRaw(output.WrittenSpan);
        }
    }

    /// <summary>Writes <c>***</c> in place of a whole event, where its members cannot be told apart.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="json">Where to write.</param>
    /// <param name="value">The event; not read.</param>
    public static void WriteHidden<T>(ref JsonSpanWriter json, T value) => json.WriteString(Mask);
}
