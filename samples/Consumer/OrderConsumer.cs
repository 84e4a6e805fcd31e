using GoQueue.Formats;
using Microsoft.Data.Sqlite;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Consumer;

/// <summary>
/// Decides about each delivery: acknowledged once its work is committed, rejected if nobody can handle it, and delivered once more if the
/// work failed. One delivery at a time, because the channel is opened with a dispatch concurrency of 1.
/// </summary>
internal sealed class OrderConsumer(IChannel channel, SqliteConnection database)
{
    private static readonly MessageDispatcher<SqliteTransaction> s_dispatcher = MessageDispatcher.Create<SqliteTransaction>(new MessageReader(), static dispatcher => dispatcher
        .On<Shop.Events.OrderPlaced>(Orders.PlaceAsync)
        .On<Shop.Events.OrderCancelled>(Orders.CancelAsync));

    public async Task ReceiveAsync(object sender, BasicDeliverEventArgs delivery)
    {
        var message = ReceivedMessage.From(delivery.Exchange, delivery.RoutingKey, delivery.BasicProperties, delivery.Body);
        var (accept, requeue, text) = await HandleAsync(message, delivery.Redelivered, delivery.CancellationToken);
        Console.WriteLine($"{message.RoutingKey}: {text}");
        if (accept)
        {
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
        }
        else
        {
            // Not requeued: to the queue's dead-letter exchange, if it has one.
            await channel.BasicNackAsync(delivery.DeliveryTag, multiple: false, requeue);
        }
    }

    private async Task<(bool Accept, bool Requeue, string Text)> HandleAsync(ReceivedMessage message, bool isRedelivered, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = (SqliteTransaction)await database.BeginTransactionAsync(cancellationToken);
            if (!await Orders.TryBeginAsync(transaction, message.MessageId))
            {
                return (true, false, "a duplicate, dropped");
            }

            var result = await s_dispatcher.DispatchAsync(message, transaction, cancellationToken);
            if (result.Outcome != DispatchOutcome.Handled)
            {
                return (false, false, result.Fault is { } fault ? $"unreadable ({fault}), rejected" : "no handler, rejected");
            }

            await transaction.CommitAsync(cancellationToken);
            return (true, false, "handled");
        }
        catch (Exception exception)
        {
            // A deadlock or a lost connection may be gone at the second try; what fails twice would fail for ever.
            return (false, !isRedelivered, $"failed ({exception.GetType().Name}), {(isRedelivered ? "rejected" : "requeued once")}");
        }
    }
}
