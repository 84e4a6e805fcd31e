using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace GoQueue.Brokers.Delivery;

/// <summary>Empties queues into memory, fast enough for the hundred thousands of a long run.</summary>
public static class QueueDrain
{
    /// <summary>Takes every message out of a queue, in its order.</summary>
    /// <param name="connection">A connection to the queue's vhost.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="read">Makes what is kept of a message. It must copy: body and properties are gone afterwards.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">The queue said that it has more messages than came within 30 seconds.</exception>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(IConnection connection, string queue, Func<BasicDeliverEventArgs, T> read, CancellationToken cancellationToken = default)
    {
        await using IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        List<T> messages = [];
        int received = 0;
        Exception? fault = null;
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            try
            {
                messages.Add(read(delivery));
            }
            catch (Exception exception)
            {
                fault ??= exception;
            }

            Volatile.Write(ref received, received + 1);
            return Task.CompletedTask;
        };

        while (await channel.MessageCountAsync(queue, cancellationToken) is > 0 and var ready)
        {
            int before = Volatile.Read(ref received);
            string tag = await channel.BasicConsumeAsync(queue, autoAck: true, consumer, cancellationToken);
            await Eventually.HoldsAsync(() => Volatile.Read(ref received) - before >= ready, $"the {ready} messages that the queue '{queue}' has");
            await channel.BasicCancelAsync(tag, cancellationToken: cancellationToken);
        }

        return fault is null ? messages : throw new InvalidOperationException($"A message of the queue '{queue}' could not be read: {fault.Message}", fault);
    }
}
