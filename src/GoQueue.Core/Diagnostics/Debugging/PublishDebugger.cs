using System.Text;
using GoQueue.Diagnostics;
using GoQueue.Transports;
using Microsoft.Extensions.Logging;

namespace GoQueue.Pipeline;

/// <summary>The debug lines of publishes. Thread-safe.</summary>
internal sealed class PublishDebugger(ILogger logger, DebugOptions options)
{
    public const string Category = "GoQueue.Debug";
    private const string Masked = "***";

    public bool IsEnabled => logger.IsEnabled(options.Level);

    /// <summary>Shows the message that is about to be sent. Never throws: what cannot be shown is not shown.</summary>
    public void Show(PublishContext context, OutgoingMessage message)
    {
        var format = context.Plan.Format.Name;
        var payload = PayloadOf(context);
        var (id, exchange, action) = (PrintableText.Name(message.MessageId)!, PrintableText.Name(message.Exchange)!, PrintableText.Name(message.Action)!);
        DebugLog.Publishing(
            logger, options.Level, context.Plan.Name, id, exchange, action, format, message.Body.Length, message.Headers.Count, payload);
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

    private string PayloadOf(PublishContext context)
    {
        var output = new PayloadBuffer { IsSensitive = true };
        try
        {
            if (!context.TryWriteRedacted(output, options.LogUntypedData))
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
