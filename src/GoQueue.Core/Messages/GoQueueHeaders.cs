namespace GoQueue.Messages;

/// <summary>The header names and fixed values of the wire. Sources: the Go library's headers, CloudEvents' AMQP prefix.</summary>
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

    /// <summary>Only where the body is the data itself: an envelope and an event that looks like one would read alike.</summary>
    public const string Format = "goqueue-format";
    public const string RawFormat = "raw";

    public const string Encoding = "encoding";
    public const string OriginalSize = "original_size";
    public const string Encrypted = "encrypted";
    public const string Algorithm = "algorithm";
    public const string KeyId = "key_id";
    public const string Aes256Gcm = "AES-256-GCM";

    public const string CloudEventsPrefix = "cloudEvents_";

    /// <summary>What the Go library writes there: its consumers may look for it.</summary>
    public const string RabbitMqAgent = "goqueue/rabbitmq";

    /// <summary>Header values that would be boxed anew for each message.</summary>
    public static readonly object True = true;

    // A Go consumer counts its own retries in this header and dead-letters above its maximum: ours never show there.
    public static readonly object NoRetries = 0;
}
