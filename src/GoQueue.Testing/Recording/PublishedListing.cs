using System.Globalization;
using System.Text;

namespace GoQueue.Testing.Recording;

/// <summary>Writes a failed expectation with everything that was published: the answer is nearly always in the list.</summary>
internal static class PublishedListing
{
    private const int LongestBody = 500;

    public static GoQueueTestException Failure(string expectation, IReadOnlyList<PublishedMessage> published, bool showsUntyped)
    {
        var text = new StringBuilder(expectation);
        if (published.Count == 0)
        {
            return new GoQueueTestException(text.Append("\nNothing was published.").ToString());
        }

        text.Append("\nPublished, in order:");
        foreach (var message in published)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {message.Position}. {PrintableText.Line(message.ToString())}, message {PrintableText.Name(message.MessageId)}, to {PrintableText.Name(message.Exchange)} with {PrintableText.Name(message.RoutingKey)}\n     ");
            AppendBody(text, message, showsUntyped);
        }

        return new GoQueueTestException(text.ToString());
    }

    // Failures end in the logs of a build server: an event with [Sensitive] or [Encrypted] members is shown by its masked JSON, never by its body.
    // Nothing is known of an untyped message, so its data is shown on request only.
    private static void AppendBody(StringBuilder text, PublishedMessage message, bool showsUntyped)
    {
        var body = message.Wire.Body;
        if (RedactedOf(message) is { } redacted)
        {
            AppendText(text.Append("data: "), redacted, Encoding.UTF8.GetByteCount(redacted));
            return;
        }

        if (message.Wire.ContentEncoding is not null || message.Wire.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true)
        {
            text.Append(CultureInfo.InvariantCulture, $"{body.Length} bytes of {message.Wire.ContentType} {message.Wire.ContentEncoding}");
            return;
        }

        if (message.Descriptor is null && !showsUntyped)
        {
            text.Append(CultureInfo.InvariantCulture, $"{body.Length} bytes of {message.Wire.ContentType}, not shown (GoQueueTestHarness.LogUntypedData)");
            return;
        }

        AppendText(text, message.Json, body.Length);
    }

    private static void AppendText(StringBuilder text, string json, int bytes)
    {
        text.Append(json, 0, Math.Min(json.Length, LongestBody));
        if (json.Length > LongestBody)
        {
            text.Append(CultureInfo.InvariantCulture, $"… ({bytes} bytes)");
        }
    }

    private static string? RedactedOf(PublishedMessage message)
    {
        try
        {
            return message.Redacted;
        }
#pragma warning disable CA1031 // A getter of the event may throw anything: the expectation that failed is still reported, and nothing is shown.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return $"(could not be shown: {failure.GetType().Name})";
        }
    }
}
