using GoQueue.Brokers.Scripted;

namespace GoQueue.RabbitMQ.Tests.Faults.Schedules;

/// <summary>One copy of a message at the scripted broker, and what the script said about it.</summary>
internal sealed class PlayedCopy(ReceivedPublish publish)
{
    public ReceivedPublish Publish { get; } = publish;

    public bool IsReturned { get; set; }

    /// <summary>True for ack, false for nack, null as long as there is none.</summary>
    public bool? Answer { get; set; }

    /// <summary>Its channel or connection ended before an answer was sent.</summary>
    public bool IsLost { get; set; }

    /// <summary>It was answered, but a reset followed, which may have overtaken the answer.</summary>
    public bool MayBeLost { get; set; }
}
