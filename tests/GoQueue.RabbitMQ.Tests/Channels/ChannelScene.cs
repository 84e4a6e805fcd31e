using GoQueue.Delivery;
using GoQueue.Delivery.Operations;
using GoQueue.Diagnostics;
using GoQueue.Hosting;
using GoQueue.Transports.RabbitMQ.Channels;
using GoQueue.Transports.RabbitMQ.Connections;
using GoQueue.Transports.RabbitMQ.Faults;
using GoQueue.Transports.RabbitMQ.Settings;
using GoQueue.Transports.RabbitMQ.Wire;
using Microsoft.Extensions.Time.Testing;

namespace GoQueue.RabbitMQ.Tests.Channels;

/// <summary>One channel whose wire, connection and transport are fakes: nothing happens but what the test does.</summary>
internal sealed class ChannelScene : IPublishTransport, IChannelOwner, IChannelSession, IPublishChannel
{
    private readonly PublishOperationPool _operations = new();
    private readonly OperationEngine _engine;
    private readonly ConfirmChannel _channel;
    private int _number;

    public ChannelScene(Action<RabbitMQOptions>? configure = null, bool isIsolating = false)
    {
        var options = new RabbitMQOptions { Uri = "amqp://127.0.0.1/", ChannelPoolSize = 1, MaxInFlightPerChannel = 4 };
        configure?.Invoke(options);
        Settings = ResolvedRabbitMQOptions.Create(options, new PublisherSetup { Time = Time }.BuildSettings().ForTransport());
        _engine = new OperationEngine(this, Time, TimeSpan.FromHours(1));
        _channel = new ConfirmChannel(this, this, this, Settings, new ReplacementBackoff(Time), isIsolating);
    }

    public event Action? StateChanged
    {
        add { }
        remove { }
    }

    public FakeTimeProvider Time { get; } = new();

    public ResolvedRabbitMQOptions Settings { get; }

    public ConfirmChannel Channel => _channel;

    /// <summary>What the channel reads on the wire.</summary>
    public IPublishReceiver Receiver { get; private set; } = null!;

    /// <summary>Ids in the order in which they were written, of all attempts.</summary>
    public List<string> Written { get; } = [];

    /// <summary>Ids of messages that another channel is to send.</summary>
    public List<string> Elsewhere { get; } = [];

    /// <summary>Messages that were sent again, or waited because the channel took nothing.</summary>
    public List<PublishOperation> Waiting { get; } = [];

    /// <summary>How many messages have given their bytes back.</summary>
    public int Released { get; private set; }

    public int Flushes { get; private set; }

    public int RoomWanted { get; private set; }

    public int RoomGiven { get; private set; }

    public int IsolatedAnswers { get; private set; }

    public List<string> Refusals { get; } = [];

    public List<string> Killed { get; } = [];

    public bool IsWireClosed { get; private set; }

    /// <summary>Thrown by the next write.</summary>
    public Exception? EncoderFault { get; set; }

    /// <summary>Whether the wire takes messages.</summary>
    public bool TakesWrites { get; set; } = true;

    public bool IsFull { get; set; }

    public bool TakesMessages { get; set; } = true;

    public bool IsBlocked { get; set; }

    public bool IsStalled { get; set; }

    public bool IsSilent { get; set; }

    public long Left { get; set; } = long.MaxValue;

    public ChannelFault? Fault { get; set; }

    public ConnectionEnd End { get; } = new(isIsolating: false, onInnocent: null, onComplete: null);

    public ResultQueue Results { get; } = new(static () => { });

    public ushort Number => 2047;

    public string Description => "fakes";

    /// <summary>Publishes the next message: m-1, m-2 …</summary>
    public Task<PublishReceipt> Publish(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        PublishOperation operation = _operations.Rent();
        operation.Message.Exchange = "orders";
        operation.Message.RoutingKey = "order.placed";
        operation.Message.MessageId = $"m-{++_number}";
        return operation.Start(_engine, timeout, cancellationToken).AsTask();
    }

    /// <summary>The broker answers.</summary>
    public void Answer(ulong tag, bool multiple = false, bool isAck = true) => Receiver.OnAnswer(tag, multiple, isAck);

    public void Tick(int count = 1)
    {
        for (int i = 0; i < count; i++)
        {
            Time.Advance(Settings.Tick);
        }
    }

    public void Send(PublishOperation operation)
    {
        if (!_channel.TrySend(operation))
        {
            Waiting.Add(operation);
        }
    }

    void IPublishChannel.Open(IPublishReceiver receiver) => Receiver = receiver;

    bool IPublishChannel.Write(PublishOperation operation)
    {
        if (EncoderFault is { } fault)
        {
            EncoderFault = null;
            throw fault;
        }

        if (TakesWrites)
        {
            Written.Add(operation.Message.MessageId);
            operation.WirePosition = Written.Count;
        }

        return TakesWrites;
    }

    void IPublishChannel.Flush() => Flushes++;

    void IPublishChannel.WantRoom() => RoomWanted++;

    Task IPublishChannel.CloseAsync()
    {
        IsWireClosed = true;
        return Task.CompletedTask;
    }

    void IChannelOwner.OnRoom() => RoomGiven++;

    void IChannelOwner.NoteConfirm(long now)
    {
    }

    void IChannelOwner.OnIsolatedAnswered() => IsolatedAnswers++;

    void IChannelOwner.OnRefused(ChannelFault fault) => Refusals.Add(fault.Text);

    void IChannelOwner.ReleaseBytes(in OperationChain operations) => Released += operations.Count;

    void IChannelOwner.ReleaseBytes(PublishOperation operation) => Released++;

    void IChannelOwner.Discard(PublishOperation operation)
    {
        Released++;
        operation.LeaveTransport();
    }

    void IChannelOwner.Reroute(PublishOperation operation)
    {
        Elsewhere.Add(operation.Message.MessageId);
        Waiting.Add(operation);
    }

    void IChannelSession.NoteAnswer(long now)
    {
    }

    bool IChannelSession.IsSilentFor(TimeSpan span) => IsSilent;

    Task IChannelSession.WhenAnsweredAsync(Task answer, TimeSpan bound, CancellationToken cancellationToken) => answer;

    void IChannelSession.Kill(string cause, Exception? exception) => Killed.Add(cause);

    void IChannelSession.Kill(ChannelFault fault) => Killed.Add(fault.Text);

    TransportStatus IPublishTransport.GetStatus() => new() { State = PublisherState.Connected };

    ValueTask IPublishTransport.ConnectAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    ValueTask IPublishTransport.DeclareAsync(TopologyBuilder topology, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    ValueTask IPublishTransport.CloseAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    ValueTask IAsyncDisposable.DisposeAsync() => ValueTask.CompletedTask;
}
