using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Quickstart.BareClient;

/// <summary>What an application writes for itself where it has the client alone.</summary>
internal sealed partial class EventPublisher(IConnection connection, ILogger<EventPublisher> logger)
{
    public async Task PublishAsync<T>(
        string exchange, string action, string version, T data, JsonTypeInfo<Envelope<T>> json, string? correlationId = null)
    {
        var id = Guid.CreateVersion7().ToString();
        var now = DateTimeOffset.UtcNow;
        var properties = new BasicProperties
        {
            MessageId = id,
            CorrelationId = correlationId,
            ContentType = "application/json",
            Type = action,
            AppId = "quickstart",
            Persistent = true,
            Timestamp = new AmqpTimestamp(now.ToUnixTimeSeconds()),
            Headers = new Dictionary<string, object?>
            {
                ["goqueue-app-id"] = "quickstart",
                ["goqueue-message-id"] = id,
                ["goqueue-schema-version"] = version,
            },
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(new Envelope<T>(id, action, exchange, data, now), json);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await channel.BasicPublishAsync(exchange, action, mandatory: true, properties, body);
        Published(exchange, action, id);
    }

    [LoggerMessage(1, LogLevel.Debug, "{Exchange}/{Action} {Id} published")]
    private partial void Published(string exchange, string action, string id);
}
