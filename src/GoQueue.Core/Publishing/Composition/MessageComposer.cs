using System.Globalization;
using GoQueue.Diagnostics;
using GoQueue.Formats;
using GoQueue.Messages;

namespace GoQueue.Publishing.Composition;

/// <summary>
/// Makes the frozen message out of a context: headers, data, format, and the limits checked last, because middleware may have changed
/// anything. Throws what the caller shall see. Thread-safe.
/// </summary>
internal sealed class MessageComposer(ResolvedPublisherOptions settings, PublisherTelemetry telemetry)
{
    // AMQP 0-9-1 has 0 to 9 and RabbitMQ's queues recommend few levels; 8, 4 and 0 are those of the Go library's guide.
    private const byte HighPriority = 8;
    private const byte NormalPriority = 4;

    private static readonly TimeSpan s_longestExpiration = TimeSpan.FromMilliseconds(uint.MaxValue);

    public void Compose(PublishContext context, OutgoingMessage message)
    {
        message.MessageId = context.MessageId;
        message.HasGivenId = !ReferenceEquals(context.MessageId, context.GeneratedId);
        message.Timestamp = context.Timestamp;
        message.Exchange = context.Exchange;
        message.RoutingKey = context.RoutingKey;
        message.Topic = context.Topic;
        message.Action = context.Action;
        message.Version = context.Version;
        message.PublisherName = context.Plan.Settings.Name;
        message.Type = context.Action;
        message.AppId = settings.PublisherId;
        message.CorrelationId = context.CorrelationId;
        message.ReplyTo = context.ReplyTo;
        message.OrderingKey = context.OrderingKey;
        message.Persistent = settings.Persistent;
        message.Mandatory = context.Mandatory;
        message.Priority = PriorityOf(context);
        message.Expiration = ExpirationOf(context);
        context.Timeout = TimeoutOf(context);
        MessageLimits.CheckNames(message);
        MessageLimits.CheckTime(message);
        MessageLimits.CheckText(message, context.CausationId, "causation id");
        MessageLimits.CheckText(message, context.DataContentType, "content type");
        AddUserHeaders(context, message);
        AddCorrelation(context, message.Headers);
        telemetry.Inject(context.Observation, message.Headers);
        WriteMessage(context, message);
        MessageLimits.CheckSize(message, settings.MaxMessageBytes);
    }

    private static void WriteMessage(PublishContext context, OutgoingMessage message)
    {
        var plan = context.Plan;
        var format = plan.Format;
        if (!format.CarriesAnyContent && !ContentTypes.IsJson(context.DataContentType))
        {
            throw new MessageRefusedException(
                context.Identity,
                attempts: 0,
                $"{plan.Name}, {context.Identity}, is {context.DataContentType} and the format {format.Name} carries JSON only: choose MessageFormat.Raw or MessageFormat.CloudEventsBinary for it.");
        }

        var encryption = plan.Encryption is { } configured && configured.AppliesTo(context) ? configured : null;
        if (plan.RequiresEncryption && encryption is null)
        {
            throw new MessageRefusedException(
                context.Identity,
                attempts: 0,
                $"{plan.Name}, {context.Identity}, is marked [Encrypted] and the publisher has no keys: call UseEncryption(…) on the builder.");
        }

        if (plan.Compression is null && encryption is null)
        {
            var source = new FormatSource(plan.Text, context.DataContentType);
            format.WriteHeaders(source, message, default);
            format.BeginBody(source, message);
            PayloadWriter.Write(context, message.Body);
            format.EndBody(source, message);
        }
        else
        {
            PayloadTransformer.Write(context, message, plan.Compression, encryption);
        }
    }

    private static void AddUserHeaders(PublishContext context, OutgoingMessage message)
    {
        foreach (var (name, value) in context.Headers.AsSpan())
        {
            if (ReservedHeaders.Contains(name))
            {
                throw new MessageRefusedException(
                    context.Identity, attempts: 0, $"The header '{name}' of {context.Identity} is reserved for the wire format: choose another name.");
            }

            MessageLimits.CheckHeader(message, name, value);
            message.Headers.Append(name, value);
        }
    }

    private static void AddCorrelation(PublishContext context, MessageHeaders headers)
    {
        if (context.CorrelationId is { } correlation)
        {
            headers[GoQueueHeaders.CorrelationId] = correlation;
        }

        if (context.CausationId is { } causation)
        {
            headers[GoQueueHeaders.CausationId] = causation;
        }

        if (context.ReplyTo is { } replyTo)
        {
            headers[GoQueueHeaders.ReplyTo] = replyTo;
        }
    }

    private static byte PriorityOf(PublishContext context) => context.Priority switch
    {
        EventPriority.High => HighPriority,
        EventPriority.Normal or EventPriority.Unspecified => NormalPriority,
        EventPriority.Low => 0,
        var other => throw new MessageRefusedException(
            context.Identity, attempts: 0, $"The priority {other} of {context.Identity} is none that there is: use Low, Normal or High."),
    };

    private static TimeSpan? TimeoutOf(PublishContext context)
    {
        if (context.Timeout is not { } timeout)
        {
            return null;
        }

        return TimeLimits.FaultOf(timeout, TimeLimits.Shortest, TimeLimits.Longest) is { } fault
            ? throw new MessageRefusedException(context.Identity, attempts: 0, $"The timeout of {context.Identity} {fault}.")
            : TimeLimits.Finite(timeout, TimeLimits.Longest);
    }

    private static string? ExpirationOf(PublishContext context)
    {
        if (context.Expiration is not { } expiration)
        {
            return null;
        }

        if (expiration < TimeSpan.Zero || expiration > s_longestExpiration)
        {
            throw new MessageRefusedException(
                context.Identity, attempts: 0, $"The expiration {expiration} of {context.Identity} is out of range: brokers take 0 to 4,294,967,295 ms.");
        }

        // Upwards: "0" means "now or never", and is not what a part of a millisecond asks for.
        var milliseconds = (expiration.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
        return milliseconds.ToString(CultureInfo.InvariantCulture);
    }
}
