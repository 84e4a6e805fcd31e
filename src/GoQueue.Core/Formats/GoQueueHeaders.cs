namespace GoQueue.Formats;

/// <summary>The header names of the wire, and which names users may not set. Sources: the Go library's headers, CloudEvents' AMQP prefix.</summary>
internal static class GoQueueHeaders
{
    public const string AppId = "goqueue-app-id";
    public const string MessageId = "goqueue-message-id";
    public const string PublishedTimestamp = "goqueue-published-timestamp";
    public const string RetryCount = "goqueue-retry-count";
    public const string ContentType = "goqueue-content-type";
    public const string QueueServiceAgent = "goqueue-queue-service-agent";
    public const string SchemaVersion = "goqueue-schema-version";
    public const string Topic = "goqueue-topic";
    public const string Action = "goqueue-action";
    public const string CorrelationId = "correlation_id";
    public const string CausationId = "causation_id";
    public const string ReplyTo = "reply_to";

    /// <summary>What the Go library writes there: its consumers may look for it.</summary>
    public const string RabbitMqAgent = "goqueue/rabbitmq";
}
