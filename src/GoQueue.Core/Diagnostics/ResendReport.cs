using GoQueue.Messages;

namespace GoQueue.Diagnostics;

/// <summary>
/// The report that a message is sent again. Holds copies, because the message may have ended when the report is made.
/// </summary>
internal sealed class ResendReport(PublisherTelemetry telemetry, in PublishObservation observation, OutgoingMessage message, int attempts, bool isLogged) : IThreadPoolWorkItem
{
    private int _isMade;

    public EventTelemetry Tags { get; } = observation.Tags;

    public string Name { get; } = observation.Name;

    public string MessageId { get; } = PrintableText.Name(message.MessageId)!;

    public string Topic { get; } = PrintableText.Name(message.Topic)!;

    public string Action { get; } = PrintableText.Name(message.Action)!;

    public int Attempts { get; } = attempts;

    /// <summary>Whether another component has written a line about it.</summary>
    public bool IsLogged { get; } = isLogged;

    /// <summary>Makes the report once, whether the queue or the message's end comes first.</summary>
    public void Execute()
    {
        if (Interlocked.Exchange(ref _isMade, 1) == 0)
        {
            telemetry.Report(this);
        }
    }
}
