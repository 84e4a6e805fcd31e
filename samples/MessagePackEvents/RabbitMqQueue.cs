using GoQueue.Formats;
using RabbitMQ.Client;

namespace MessagePackEvents;

/// <summary>Empties a queue with the bare client, as any consumer could.</summary>
internal static class RabbitMqQueue
{
    public static async Task<IReadOnlyList<ReceivedMessage>> TakeAllAsync(string uri, string queue)
    {
        var factory = new ConnectionFactory { Uri = new Uri(uri) };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var messages = new List<ReceivedMessage>();
        while (await channel.BasicGetAsync(queue, autoAck: true) is { } message)
        {
            messages.Add(ReceivedMessage.From(message.Exchange, message.RoutingKey, message.BasicProperties, message.Body.ToArray()));
        }

        return messages;
    }
}
