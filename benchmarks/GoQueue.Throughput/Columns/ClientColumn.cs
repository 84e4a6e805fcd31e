using GoQueue.Messages;
using GoQueue.Throughput.Measuring;
using RabbitMQ.Client;

namespace GoQueue.Throughput.Columns;

/// <summary>RabbitMQ.Client by itself: with its own confirm tracking, or without confirms for scale.</summary>
internal sealed class ClientColumn(Uri uri, Cell cell, bool confirms) : IColumn
{
    private const int Channels = 5;

    private readonly byte[] _body = OrderShipped.OfSize(cell.Payload).ToEnvelope(Guid.Empty.ToString());
    private readonly IChannel[] _channels = new IChannel[Channels];
    private IConnection? _connection;

    public string Settings => $"1 connection, {Channels} channels, {(confirms ? "publisherConfirmationTrackingEnabled, no rate limiter" : "no confirms")}";

    public async Task ConnectAsync()
    {
        _connection = await new ConnectionFactory { Uri = uri, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
        for (int i = 0; i < Channels; i++)
        {
            _channels[i] = await _connection.CreateChannelAsync(new CreateChannelOptions(confirms, confirms));
        }
    }

    public async Task PublishAsync(int worker, Load load)
    {
        IChannel channel = _channels[worker % Channels];
        bool mandatory = confirms && cell.Queue != QueueKind.None;
        while (load.GoesOn)
        {
            long started = load.Begin();
            string id = MessageIds.Next(TimeProvider.System);
            await channel.BasicPublishAsync(Topology.Exchange, Topology.RoutingKey, mandatory, RawMessage.PropertiesOf(id), _body);
            load.End(started);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.AbortAsync();
            await _connection.DisposeAsync();
        }
    }
}
