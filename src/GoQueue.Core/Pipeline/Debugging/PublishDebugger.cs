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
        DebugLog.Publishing(
            logger, options.Level, context.Plan.Name, message.MessageId, message.Exchange, message.Action, format, message.Body.Length, message.Headers.Count, payload);
    }

    public void ShowEnd(in PublishObservation observation, in PublishEnd end, TimeSpan composing, TimeSpan total)
    {
        var result = end.Failure is { } failure ? ErrorTypes.Of(failure) : MessagingTags.Success;
        var answering = Math.Max(0, (total - composing).TotalMilliseconds);
        DebugLog.Ended(logger, options.Level, observation.Name, end.MessageId, result, total.TotalMilliseconds, composing.TotalMilliseconds, answering);
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
            return text.Length <= options.MaxPayload ? text : string.Concat(text.AsSpan(0, options.MaxPayload), "…");
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
