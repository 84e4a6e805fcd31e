using GoQueue.Messages;

namespace GoQueue.Formats;

/// <summary>The <c>goqueue-*</c> headers, shared by the envelope and the raw format. Thread-safe.</summary>
internal sealed class GoQueueMetadata
{
    private readonly TimestampText _seconds = new();

    public void Write(OutgoingMessage message, string dataContentType)
    {
        var headers = message.Headers;
        headers.Append(GoQueueHeaders.AppId, message.AppId);
        headers.Append(GoQueueHeaders.MessageId, message.MessageId);
        headers.Append(GoQueueHeaders.PublishedTimestamp, _seconds.Of(message.Timestamp));
        headers.Append(GoQueueHeaders.RetryCount, GoQueueHeaders.NoRetries);
        headers.Append(GoQueueHeaders.ContentType, dataContentType);
        headers.Append(GoQueueHeaders.QueueServiceAgent, GoQueueHeaders.RabbitMqAgent);
        headers.Append(GoQueueHeaders.SchemaVersion, message.Version);
        headers.Append(GoQueueHeaders.Topic, message.Topic);
        headers.Append(GoQueueHeaders.Action, message.Action);
    }

    /// <summary>
    /// What the ciphertext is bound to, for formats whose metadata lies elsewhere: a reader takes these from the headers alone, because
    /// properties do not survive every requeueing.
    /// </summary>
    public static void WriteIdentity(OutgoingMessage message, string dataContentType)
    {
        var headers = message.Headers;
        headers.Append(GoQueueHeaders.MessageId, message.MessageId);
        headers.Append(GoQueueHeaders.ContentType, dataContentType);
        headers.Append(GoQueueHeaders.SchemaVersion, message.Version);
        headers.Append(GoQueueHeaders.Topic, message.Topic);
        headers.Append(GoQueueHeaders.Action, message.Action);
    }
}
