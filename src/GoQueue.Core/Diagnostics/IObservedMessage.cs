using GoQueue.Messages;

namespace GoQueue.Diagnostics;

/// <summary>What telemetry reads of a message in the making.</summary>
internal interface IObservedMessage
{
    PublishObservation Observation { get; set; }

    string EventName { get; }

    string FormatName { get; }

    string MessageId { get; }

    string? CorrelationId { get; }

    string Topic { get; }

    string Action { get; }

    string Version { get; }

    /// <summary>Writes the data as JSON for logs, sensitive members masked; false if it cannot be shown.</summary>
    /// <param name="output">Takes the text.</param>
    /// <param name="showsUntyped">Whether data of which nothing is known is shown.</param>
    bool TryWriteRedacted(PayloadBuffer output, bool showsUntyped);
}
