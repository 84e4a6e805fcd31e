using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Frames;
using GoQueue.Transports.RabbitMQ.Wire;

namespace GoQueue.RabbitMQ.Tests.Wire;

/// <summary>A wire without a socket: what a fake takes, what a test gives as received, and what is heard of it.</summary>
internal sealed class WireRig : IWireEvents
{
    public const int FrameMax = 4_096;

    public WireRig(FakeSink? sink = null, TimeProvider? time = null)
    {
        Sink = sink ?? new FakeSink();
        Output = new WireOutput(Sink, Load, new ResultQueue(static () => { }), time ?? TimeProvider.System);
        Output.LimitFrames(FrameMax);
        Output.FailBy(Failures.Add);
        Channels = new WireChannels(Output);
        Client = new ClientHalf(new ClientFrames(Output, Channels), Failures.Add);
        Demux = new WireDemux(Client, Channels, this);
        Demux.Agree(FrameMax, TimeSpan.Zero);
    }

    public FakeSink Sink { get; }

    public WireLoad Load { get; } = new();

    public WireOutput Output { get; }

    public WireChannels Channels { get; }

    public ClientHalf Client { get; }

    public WireDemux Demux { get; }

    public List<Exception> Failures { get; } = [];

    public List<string> Heard { get; } = [];

    /// <summary>A channel as it is once the broker has opened it.</summary>
    public async Task<WireChannel> OpenAsync()
    {
        Task<WireChannel> opening = Channels.OpenAsync(CancellationToken.None);
        Receive(Method(Channels.First, MethodId.ChannelOpenOk, [0, 0, 0, 0]));
        Receive(Method(Channels.First, MethodId.ConfirmSelectOk));
        return await opening;
    }

    public void Receive(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            Span<byte> room = Demux.Room;
            int count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            Demux.Advance(count);
            bytes = bytes[count..];
        }
    }

    public static byte[] Method(int channel, MethodId method, byte[]? arguments = null)
    {
        byte[] bytes = new byte[64 + (arguments?.Length ?? 0)];
        var writer = new FrameWriter(bytes);
        writer.Method((ushort)channel, method, arguments);
        return bytes[..writer.Length];
    }

    public static PublishOperation Operation(PublishOperationPool pool, int bodyLength, byte fill)
    {
        var operation = new PublishOperation(pool);
        operation.Message.Exchange = "orders";
        operation.Message.RoutingKey = "order.placed";
        operation.Message.MessageId = $"m-{fill}";
        operation.HeaderBound = 4_096;
        byte[] body = new byte[bodyLength];
        Array.Fill(body, fill);
        operation.Message.Body.Write(body);
        return operation;
    }

    void IWireEvents.OnOpened() => Heard.Add("opened");

    void IWireEvents.OnClose(int code, string text) => Heard.Add($"close {code} {text}");

    void IWireEvents.OnBlocked(string reason) => Heard.Add($"blocked {reason}");

    void IWireEvents.OnUnblocked() => Heard.Add("unblocked");
}
