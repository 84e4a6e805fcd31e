using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using RabbitMQ.Client;

namespace Lines;

public interface IPublisher
{
    Task PublishAsync(object message, CancellationToken token);
}

public sealed class Publisher(Uri uri) : IPublisher, IAsyncDisposable
{
    private static readonly Dictionary<Type, (string Exchange, string RoutingKey)> Routes = new()
    {
        [typeof(OrderPlaced)] = ("orders", "order.placed"),
        [typeof(OrderCancelled)] = ("orders", "order.cancelled"),
        [typeof(OrderShipped)] = ("orders", "order.shipped"),
        [typeof(StockChanged)] = ("stock", "stock.changed"),
        [typeof(InvoiceSent)] = ("billing", "invoice.sent"),
    };

    private readonly SemaphoreSlim _gate = new(1);
    private IConnection? _connection;
    private IChannel? _channel;

    public bool IsOpen => _channel?.IsOpen == true;

    public async Task PublishAsync(object message, CancellationToken token)
    {
        Validator.ValidateObject(message, new ValidationContext(message), validateAllProperties: true);
        var (exchange, routingKey) = Routes[message.GetType()];
        var body = JsonSerializer.SerializeToUtf8Bytes(message, message.GetType(), JsonSerializerOptions.Web);
        var properties = new BasicProperties
        {
            Persistent = true,
            ContentType = "application/json",
            MessageId = Guid.CreateVersion7().ToString(),
        };
        var channel = await OpenAsync(token);
        await channel.BasicPublishAsync(exchange, routingKey, mandatory: true, properties, body, token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }

    private async Task<IChannel> OpenAsync(CancellationToken token)
    {
        await _gate.WaitAsync(token);
        try
        {
            if (_channel is { IsOpen: true })
            {
                return _channel;
            }

            if (_connection is not { IsOpen: true })
            {
                _connection = await new ConnectionFactory { Uri = uri }.CreateConnectionAsync(token);
            }

            var options = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
            return _channel = await _connection.CreateChannelAsync(options, token);
        }
        finally
        {
            _gate.Release();
        }
    }
}
