using System.Text;
using GoQueue.Messages;
using GoQueue.Pipeline;
using Microsoft.Extensions.Logging;

namespace GoQueue.Diagnostics.Debugging;

/// <summary>The debug lines of publishes. Thread-safe.</summary>
internal sealed class PublishDebugger(ILogger logger, DebugOptions options)
{
    public const string Category = "GoQueue.Debug";
    private const string Masked = "***";

    public bool IsEnabled => logger.IsEnabled(options.Level);

    /// <summary>Shows the message that is about to be sent. Never throws: what cannot be shown is not shown.</summary>
    public void Show(IObservedMessage observed, OutgoingMessage message)
    {
        var payload = PayloadOf(observed);
        var (id, exchange, action) = (PrintableText.Name(message.MessageId)!, PrintableText.Name(message.Exchange)!, PrintableText.Name(message.Action)!);
        DebugLog.Publishing(
            logger, options.Level, observed.EventName, id, exchange, action, observed.FormatName, message.Body.Length, message.Headers.Count, payload);
    }

    /// <param name="observation">What was noted of the publish.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="composing">The time until the message was handed over; null where it never was.</param>
    /// <param name="total">The whole time.</param>
    public void ShowEnd(in PublishObservation observation, in PublishEnd end, TimeSpan? composing, TimeSpan total)
    {
        var id = end.MessageId ?? "without id";
        var result = end.Failure is { } failure ? ErrorTypes.Of(failure) : end.Skipped ? "skipped" : MessagingTags.Success;
        if (composing is not { } preparation)
        {
            DebugLog.NotHandedOver(logger, options.Level, observation.Name, id, result, total.TotalMilliseconds);
            return;
        }

        var answering = Math.Max(0, (total - preparation).TotalMilliseconds);
        DebugLog.Ended(logger, options.Level, observation.Name, id, result, total.TotalMilliseconds, preparation.TotalMilliseconds, answering);
    }

    private string PayloadOf(IObservedMessage observed)
    {
        var output = new PayloadBuffer { IsSensitive = true };
        try
        {
            if (!observed.TryWriteRedacted(output, options.LogUntypedData))
            {
                return Masked;
            }

            var text = Encoding.UTF8.GetString(output.WrittenSpan);
            return PrintableText.Line(text.Length <= options.MaxPayload ? text : string.Concat(text.AsSpan(0, options.MaxPayload), "…"));
        }
        catch (Exception exception)
        {
            return $"(could not be shown: {exception.GetType().Name})";
        }
        finally
        {
            output.Clear();
        }
    }
}
