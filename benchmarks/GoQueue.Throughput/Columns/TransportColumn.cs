using GoQueue.Delivery.Operations;
using GoQueue.Messages;
using GoQueue.RabbitMQ;
using GoQueue.Throughput.Measuring;
using GoQueue.Transports.RabbitMQ;
using GoQueue.Transports.RabbitMQ.Settings;
using Microsoft.Extensions.Logging.Abstractions;

namespace GoQueue.Throughput.Columns;

/// <summary>This library's transport alone: the body is encoded beforehand and copied; id, properties and headers are set for each message.</summary>
internal sealed class TransportColumn : IColumn
{
    private readonly Cell _cell;
    private readonly byte[] _body;
    private readonly RabbitMQTransport _transport;
    private readonly PublishOperationPool _operations = new();
    private readonly OperationEngine _engine;

    public TransportColumn(Uri uri, Cell cell)
    {
        _cell = cell;
        _body = OrderShipped.OfSize(cell.Payload).ToEnvelope(Guid.Empty.ToString());
        var setup = new Hosting.PublisherSetup();
        var options = new RabbitMQOptions { Uri = uri.ToString() };
        Windows.Set(options, cell);
        _transport = new RabbitMQTransport(ResolvedRabbitMQOptions.Create(options, setup.BuildSettings().ForTransport()), NullLogger.Instance);
        _engine = new OperationEngine(_transport, TimeProvider.System, TimeSpan.FromSeconds(60));
    }

    public string Settings => Windows.Describe(_cell);

    public Task ConnectAsync() => _transport.ConnectAsync(CancellationToken.None).AsTask();

    public async Task PublishAsync(int worker, Load load)
    {
        while (load.GoesOn)
        {
            long started = load.Begin();
            await Next().Start(_engine, null, CancellationToken.None);
            load.End(started);
        }
    }

    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    private PublishOperation Next()
    {
        PublishOperation operation = _operations.Rent();
        OutgoingMessage message = operation.Message;
        message.MessageId = MessageIds.Next(TimeProvider.System);
        message.Timestamp = DateTimeOffset.UtcNow;
        message.Exchange = message.Topic = Topology.Exchange;
        message.RoutingKey = message.Action = message.Type = Topology.RoutingKey;
        message.Version = "1.0";
        message.AppId = RawMessage.AppId;
        message.ContentType = RawMessage.ContentType;
        message.Persistent = true;
        message.Mandatory = _cell.Queue != QueueKind.None;
        foreach ((string name, object? value) in RawMessage.HeadersOf(message.MessageId))
        {
            message.Headers.Append(name, value);
        }

        message.Body.Write(_body);
        return operation;
    }
}
