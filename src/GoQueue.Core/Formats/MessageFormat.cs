namespace GoQueue.Formats;

/// <summary>How a message's metadata and data lie on the wire. docs/formats.md shows the bytes of each.</summary>
public enum MessageFormat
{
    /// <summary>The Go library's envelope: a JSON object with id, action, topic, data and timestamp, and <c>goqueue-*</c> headers. The default.</summary>
    GoQueueEnvelope = 0,

    /// <summary>CloudEvents 1.0, binary content mode: the body is the data, the attributes are <c>cloudEvents_*</c> headers.</summary>
    CloudEventsBinary = 1,

    /// <summary>CloudEvents 1.0, structured content mode: the body is a JSON object of attributes and data.</summary>
    CloudEventsStructured = 2,

    /// <summary>The body is the data; metadata lies in AMQP properties and <c>goqueue-*</c> headers.</summary>
    Raw = 3,
}
