using System.Buffers.Binary;
using System.Net.Sockets;
using GoQueue.Messages;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace GoQueue.RabbitMQ.Tests.Frames;

/// <summary>
/// RabbitMQ.Client with one channel in confirm mode on the test broker, whose written bytes can be read.
/// </summary>
internal sealed class RecordedClient : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly RecordingStream _stream;

    private RecordedClient(IConnection connection, IChannel channel, RecordingStream stream) => (_connection, _channel, _stream) = (connection, channel, stream);

    public ushort ChannelNumber => (ushort)_channel.ChannelNumber;

    public static async Task<RecordedClient> ConnectAsync(int frameMax, CancellationToken cancellationToken)
    {
        TestBroker broker = await TestBroker.GetAsync(cancellationToken);
        RecordingStream? stream = null;
        var factory = new ConnectionFactory
        {
            Uri = broker.Uri,
            RequestedFrameMax = (uint)frameMax,
            RequestedHeartbeat = TimeSpan.Zero,
            SocketFactory = family => new RecordingTcpClient(new Socket(family, SocketType.Stream, ProtocolType.Tcp), created => stream = created),
        };
        IConnection connection = await factory.CreateConnectionAsync(cancellationToken);
        IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false), cancellationToken);
        Assert.Equal((uint)frameMax, connection.FrameMax);
        return new RecordedClient(connection, channel, stream!);
    }

    /// <summary>Publishes, waits for the confirm and returns what was written meanwhile.</summary>
    public async Task<byte[]> PublishAsync(OutgoingMessage message, BasicProperties properties, CancellationToken cancellationToken)
    {
        _stream.Take();

        // Without the client's tracking, which would add a header of its own. The confirm proves that all bytes were
        // written.
        var confirmed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _channel.BasicAcksAsync += OnAckAsync;
        await _channel.BasicPublishAsync(message.Exchange, message.RoutingKey, mandatory: false, properties, message.Body.WrittenMemory, cancellationToken);
        await confirmed.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
        _channel.BasicAcksAsync -= OnAckAsync;
        return WithoutHeartbeats(_stream.Take());

        Task OnAckAsync(object sender, BasicAckEventArgs confirm)
        {
            confirmed.TrySetResult();
            return Task.CompletedTask;
        }
    }

    /// <summary>The client sends heartbeats between messages, however slow the test is.</summary>
    private static byte[] WithoutHeartbeats(byte[] written)
    {
        List<byte> rest = [];
        for (int at = 0; at < written.Length;)
        {
            int length = 8 + BinaryPrimitives.ReadInt32BigEndian(written.AsSpan(at + 3));
            if (written[at] != 8)
            {
                rest.AddRange(written.AsSpan(at, length));
            }

            at += length;
        }

        return [.. rest];
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
