using GoQueue.Delivery.Operations;

namespace GoQueue.Transports.RabbitMQ.Waiting;

/// <summary>Messages that wait in one place of the transport. Thread-safe.</summary>
internal interface IWaitingLine
{
    int WaitingCount { get; }

    /// <summary>Removes messages that have expired or are completed.</summary>
    void Sweep(in WaitingSweep sweep);

    /// <summary>Takes all messages out.</summary>
    void TakeAll(OperationList into);
}
