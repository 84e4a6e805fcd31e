using GoQueue.Generated.Json;
using GoQueue.Transports;

namespace GoQueue.Pipeline;

/// <summary>Has an event write its data, and makes what goes wrong there a failure of this publish.</summary>
internal static class DataWriting
{
    public static void Write(PublishContext context, PayloadBuffer output)
    {
        var start = output.Length;
        try
        {
            context.WriteData(output);
        }
        catch (Exception exception)
        {
            // Whatever it is, it came out of the event's own members or their converters: the caller gets the message's identity with it.
            var place = Formats.ContentTypes.IsJson(context.DataContentType) ? $" at {JsonPath.OfUnfinished(output.WrittenSpan[start..])}" : "";
            throw new EventSerializationException(
                context.Identity,
                attempts: 0,
                $"{context.Plan.Name}, {context.Identity}, could not be written as {Kind(context)}{place} and was not sent: {ReasonOf(exception)}",
                exception);
        }
    }

    // System.Text.Json names [JsonSerializable], which a user of generated events has no place for.
    private static string ReasonOf(Exception exception) =>
        exception is NotSupportedException && exception.Message.Contains("JsonSerializable", StringComparison.Ordinal)
            ? "a value has a type that no event declares. Declare the member's type, give it a [JsonConverter], or use JsonNode."
            : $"{exception.Message} Fix the value, or give the member a [JsonConverter].";

    private static string Kind(PublishContext context) => Formats.ContentTypes.IsJson(context.DataContentType) ? "JSON" : context.DataContentType;
}
