using GoQueue.Delivery.Operations;
using GoQueue.Publishing;
using GoQueue.Publishing.Composition;
using GoQueue.Transports.RabbitMQ.Channels;

namespace GoQueue;

/// <summary>Messages that are composed here and stored elsewhere, and stored messages that are sent.</summary>
public sealed partial class GoQueuePublisher
{
    /// <summary>Sends what takers have stored.</summary>
    internal StoredMessages Stored => field ??= new StoredMessages(Transport, _settings, _engine, _operations, _telemetry, _witness);

    /// <summary>What the settings say, for packages that build on the publisher.</summary>
    internal PublisherSettings Settings => _settings;

    /// <summary>Composes an event for a taker. Works after the publisher was closed, because it needs no broker.</summary>
    internal ValueTask<PublishReceipt> HandTo<T>(IMessageTaker taker, T message, PublishOptions? options, CancellationToken cancellationToken)
        where T : IGoQueueEvent<T>
        => Publish(message, options, taker, cancellationToken);

    /// <summary>Composes an untyped message for a taker.</summary>
    internal ValueTask<PublishReceipt> HandTo(IMessageTaker taker, GoQueueMessage message, PublishOptions? options, CancellationToken cancellationToken) =>
        Publish(message, options, taker, cancellationToken);

    private static PublishReceipt ReceiptOfTaken(PublishContext context) =>
        new(context.MessageId, context.Timestamp, Attempts: 0, MayBeDuplicated: false, Deduplicated: false);

    private ValueTask<PublishReceipt> HandOver(PublishContext context, IMessageTaker taker)
    {
        try
        {
            ComposeFor(taker, context);
            return ValueTask.FromResult(ReceiptOfTaken(context));
        }
        finally
        {
            context.Return();
        }
    }

    private ValueTask HandOverFromMiddleware(PublishContext context, IMessageTaker taker)
    {
        ComposeFor(taker, context);
        context.Taken();
        return ValueTask.CompletedTask;
    }

    private void ComposeFor(IMessageTaker taker, PublishContext context)
    {
        var operation = _operations.Rent();
        try
        {
            _composer.Compose(context, operation.Message);

            // What the transport would refuse must not be stored: it could never be sent.
            if (FrameGuard.Check(operation) is { } reason)
            {
                throw new MessageRefusedException(context.Identity, attempts: 0, $"{PublishFailures.Capital(operation)} was not stored. {reason}");
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
