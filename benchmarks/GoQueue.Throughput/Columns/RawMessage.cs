using RabbitMQ.Client;

namespace GoQueue.Throughput.Columns;

/// <summary>The properties and headers that the pipeline sends, for the columns that make them by themselves.</summary>
internal static class RawMessage
{
    public const string AppId = "goqueue-0198a7f2-5b1e-7c44-9a3d-2f6c8e1b7d05";
    public const string ContentType = "application/json";

    private static readonly object s_noRetries = 0;

    public static HeaderSequence HeadersOf(string messageId) => new(messageId);

    public static BasicProperties PropertiesOf(string messageId)
    {
        var headers = new Dictionary<string, object?>(9);
        foreach ((string name, object? value) in HeadersOf(messageId))
        {
            headers[name] = value;
        }

        return new BasicProperties
        {
            MessageId = messageId,
            Timestamp = new AmqpTimestamp(DateTimeOffset.UtcNow.ToUnixTimeSeconds()),
            ContentType = ContentType,
            Type = Topology.RoutingKey,
            AppId = AppId,
            DeliveryMode = DeliveryModes.Persistent,
            Headers = headers,
        };
    }

    /// <summary>The nine headers of a message, enumerated without an allocation.</summary>
    internal struct HeaderSequence(string messageId)
    {
        private int _index = -1;

        public readonly (string Name, object? Value) Current => _index switch
        {
            0 => ("goqueue-app-id", AppId),
            1 => ("goqueue-message-id", messageId),
            2 => ("goqueue-published-timestamp", "2026-11-23T08:17:42Z"),
            3 => ("goqueue-retry-count", s_noRetries),
            4 => ("goqueue-content-type", ContentType),
            5 => ("goqueue-queue-service-agent", "goqueue/rabbitmq"),
            6 => ("goqueue-schema-version", "1.0"),
            7 => ("goqueue-topic", Topology.Exchange),
            _ => ("goqueue-action", Topology.RoutingKey),
        };

        public readonly HeaderSequence GetEnumerator() => this;

        public bool MoveNext() => ++_index < 9;
    }
}
