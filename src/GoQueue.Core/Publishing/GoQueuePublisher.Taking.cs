using GoQueue.Delivery.Operations;
using GoQueue.Messages;
using GoQueue.Publishing;
using GoQueue.Publishing.Composition;
using GoQueue.Transports.RabbitMQ.Channels;

namespace GoQueue;

/// <summary>Messages that are composed here and stored elsewhere, and stored messages that are sent. No publish is counted for them before they are sent.</summary>
public sealed partial class GoQueuePublisher
{
    /// <summary>Sends what takers have stored.</summary>
    internal StoredMessages Stored => field ??= new StoredMessages(Transport, _settings, _engine, _operations, _telemetry, _witness);

    /// <summary>The checked options, for packages that build on the publisher.</summary>
    internal ResolvedPublisherOptions Settings => _settings;

    /// <summary>Composes an event for a taker. Works after the publisher was closed, because it needs no broker.</summary>
    internal ValueTask<PublishReceipt> HandTo<T>(MessageTaker taker, T message, PublishOptions? options, CancellationToken cancellationToken)
        where T : IGoQueueEvent<T>
    {
        try
        {
            var plan = PlanOf<T>();
            if (message is null)
            {
                throw new ArgumentNullException(nameof(message));
            }

            MessageLimits.CheckGivenId(options?.MessageId, plan.Topic, plan.Action, plan.Version, _settings.Name);
            ThrowIfCanceled(plan, options?.MessageId, cancellationToken);
            var context = plan.Begin(message, options, cancellationToken);
            context.Observer = taker;
            return Dispatch(context);
        }
        catch (Exception exception)
        {
            var descriptor = T.Descriptor;
            return ValueTask.FromException<PublishReceipt>(
                Typed(exception, descriptor.Name, new(options?.MessageId, descriptor.Topic, descriptor.Action, descriptor.Version) { PublisherName = _settings.Name }));
        }
    }

    /// <summary>Composes an untyped message for a taker.</summary>
    internal ValueTask<PublishReceipt> HandTo(MessageTaker taker, GoQueueMessage message, PublishOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            ArgumentNullException.ThrowIfNull(message);
            MessageLimits.CheckGivenId(options?.MessageId ?? message.Id, message.Topic, message.Action, message.Version, _settings.Name);
            var plan = _untypedPlans.PlanOf(message, options);
            ThrowIfCanceled(plan, options?.MessageId ?? message.Id, cancellationToken);
            var context = plan.Begin(message, options, cancellationToken);
            context.Observer = taker;
            return Dispatch(context);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<PublishReceipt>(Typed(
                exception,
                nameof(GoQueueMessage),
                new(options?.MessageId ?? message?.Id, message?.Topic, message?.Action, message?.Version) { PublisherName = _settings.Name }));
        }
    }

    /// <summary>Composes a message, checks what the transport would check, and gives it to a taker.</summary>
    internal void ComposeFor(MessageTaker taker, PublishContext context)
    {
        var operation = _operations.Rent();
        try
        {
            _composer.Compose(context, operation.Message);

            // What the transport would refuse must not be stored: it could never be sent.
            if (FrameGuard.Check(operation) is { } reason)
            {
                throw new MessageRefusedException(context.Identity, attempts: 0, $"{PublishFailures.SentenceStart(operation)} was not stored. {reason}");
            }

            taker.Take(operation.Message);
            _witness?.Stored(context, operation.Message);
        }
        finally
        {
            operation.Abandon();
        }
    }
}
