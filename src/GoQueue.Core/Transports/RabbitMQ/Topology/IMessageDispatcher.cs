using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Connections;

namespace GoQueue.Transports.RabbitMQ.Topology;

/// <summary>Sends the messages that have waited for news of their exchange. Thread-safe.</summary>
internal interface IMessageDispatcher
{
    /// <summary>The count of bytes that wait.</summary>
    ByteCount BytesWaiting { get; }

    /// <summary>Sends the message, or queues it.</summary>
    void Dispatch(PublishOperation operation);

    /// <summary>Why the message fails now instead of waiting; null = it waits.</summary>
    Exception? FailureOfNow(PublishOperation operation);

    /// <summary>A message with an ordering key waits elsewhere: nothing later of its key goes before it.</summary>
    void ReserveOrder(PublishOperation operation);

    /// <summary>A message has been queued.</summary>
    void NoteWaiting(PublishOperation operation);

    /// <summary>The next open connection.</summary>
    Task<BrokerSession> SessionAsync(CancellationToken cancellationToken);
}
