using System.Text.Json.Serialization.Metadata;
using GoQueue.Formats;
using GoQueue.Generated.Json;
using GoQueue.Messages;

namespace GoQueue.Publishing.Composition;

/// <summary>Writes an event's data, and turns what goes wrong there into a failure of this publish.</summary>
internal static class PayloadWriter
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
            throw FailureOf(context, exception, output.WrittenSpan[start..]);
        }
    }

    private static EventSerializationException FailureOf(PublishContext context, Exception exception, ReadOnlySpan<byte> written)
    {
        var isJson = ContentTypes.IsJson(context.DataContentType);
        var hidden = context.Event is { HidesMembers: true } ? PlaceOf(context, isJson ? written : default) : null;
        var place = isJson ? $" at {hidden?.ToString() ?? JsonPath.OfUnfinished(written)}" : "";

        // Neither text nor cause: the converter or getter of a hidden member may quote its value (decision 149).
        var isHidden = hidden is { IsHidden: true };
        return new EventSerializationException(
            context.Identity,
            attempts: 0,
            $"{context.Plan.Name}, {context.Identity}, could not be written as {(isJson ? "JSON" : context.DataContentType)}{place} and was not sent: {(isHidden ? HiddenReasonOf(exception) : ReasonOf(exception))}",
            isHidden ? null : exception);
    }

    private static HiddenPlace PlaceOf(PublishContext context, ReadOnlySpan<byte> written)
    {
        var output = new PayloadBuffer { IsSensitive = true };
        var isWhole = false;
        try
        {
            isWhole = context.TryWriteRedacted(output, showsUntyped: false);
        }
        catch (Exception)
        {
            // A member that is not hidden fails: what was written up to there is compared.
        }

        try
        {
            return HiddenPlace.Find(written, output.WrittenSpan, isWhole, MetadataOf(context));
        }
        finally
        {
            output.Clear();
        }
    }

    private static JsonTypeInfo? MetadataOf(PublishContext context)
    {
        try
        {
            return context.Event?.JsonTypeInfo;
        }
        catch (Exception)
        {
            // It may be what failed. Then no name counts as declared.
            return null;
        }
    }

    private static string HiddenReasonOf(Exception exception) =>
        $"{exception.GetType().Name}, whose text is not shown because the event has members marked [Sensitive] or [Encrypted]. Fix the value, or give the member a [JsonConverter].";

    // System.Text.Json names [JsonSerializable], which a user of generated events has no place for.
    private static string ReasonOf(Exception exception) =>
        exception is NotSupportedException && exception.Message.Contains("JsonSerializable", StringComparison.Ordinal)
            ? "a value has a type that no event declares. Declare the member's type, give it a [JsonConverter], or use JsonNode."
            : $"{exception.Message} Fix the value, or give the member a [JsonConverter].";
}
