namespace GoQueue.Diagnostics;

/// <summary>Attribute names and fixed values: OpenTelemetry semantic conventions 1.44, messaging and RabbitMQ (status: development).</summary>
internal static class MessagingTags
{
    public const string System = "messaging.system";
    public const string OperationName = "messaging.operation.name";
    public const string OperationType = "messaging.operation.type";
    public const string DestinationName = "messaging.destination.name";
    public const string DestinationTemplate = "messaging.destination.template";
    public const string RoutingKey = "messaging.rabbitmq.destination.routing_key";
    public const string MessageId = "messaging.message.id";
    public const string ConversationId = "messaging.message.conversation_id";
    public const string ClientId = "messaging.client.id";
    public const string BatchCount = "messaging.batch.message_count";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string ErrorType = "error.type";

    public const string Publish = "publish";
    public const string Send = "send";
    public const string Create = "create";

    // This library's own, the first three as in the Go guide's metrics.
    public const string Topic = "topic";
    public const string Action = "action";
    public const string Status = "status";
    public const string Rule = "rule";
    public const string Rules = "goqueue.validation.rules";
    public const string PublisherName = "goqueue.publisher.name";
    public const string Attempts = "goqueue.publish.attempts";
    public const string Deduplicated = "goqueue.publish.deduplicated";
    public const string Success = "success";
    public const string Error = "error";
}
