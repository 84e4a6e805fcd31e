using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using GoQueue.Throughput.Measuring;
using RabbitMQ.Client;

namespace GoQueue.Throughput.Columns;

/// <summary>
/// No client at all: a socket that sends the same encoded frames again and again and counts what the acks confirm. What the broker takes on this
/// machine; no publisher can be faster. At least 32 KiB per send where the window has that much.
/// </summary>
internal sealed class ReplayColumn(Uri uri, Cell cell) : IColumn
{
    // As ours: the broker has one process for each channel, and two of them work at once.
    private const int Channels = 5;

    private readonly int _window = Math.Max(cell.InFlight, cell.InFlight >= 1_000 ? 1_280 : cell.InFlight);
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _received = new byte[256 * 1024];
    private int _receivedLength;

    public string Settings => $"1 connection, {Channels} channels, window {_window}, one send per 32 KiB or window";

    // Never an asynchronous call on this socket: the framework would watch it for ever, and let blocking calls wait in its own way, on twice the CPU.
    public Task ConnectAsync()
    {
        _socket.Connect(uri.Host == "localhost" ? "127.0.0.1" : uri.Host, uri.Port < 0 ? 5672 : uri.Port);
        Send("AMQP\0\0\u0009\u0001"u8.ToArray());
        Expect(10, 10);
        string[] login = Uri.UnescapeDataString(uri.UserInfo).Split(':');
        Send(Method(0, 10, 11, [.. Table(), .. Short("PLAIN"), .. Long($"\0{login[0]}\0{login[1]}"), .. Short("en_US")]));
        byte[] tune = Expect(10, 30);
        Send(Method(0, 10, 31, [.. tune[4..10], 0, 0]));
        string path = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        Send(Method(0, 10, 40, [.. Short(path.Length == 0 ? "/" : path), 0, 0]));
        Expect(10, 41);
        for (ushort channel = 1; channel <= Channels; channel++)
        {
            Send(Method(channel, 20, 10, [0]));
            Expect(20, 11);
            Send(Method(channel, 85, 10, [0]));
            Expect(85, 11);
        }

        return Task.CompletedTask;
    }

    // A thread of its own and blocking calls: waking a pool thread for each ack would cost more than the replay itself.
    public Task PublishAsync(int worker, Load load) =>
        worker > 0 ? Task.CompletedTask : Task.Factory.StartNew(() => Replay(load), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Replay(Load load)
    {
        byte[][] batches = new byte[Channels][];
        var confirms = new ReplayedConfirms[Channels];
        int batch = 0;
        for (ushort channel = 1; channel <= Channels; channel++)
        {
            byte[] one = EncodeMessage(channel);
            batch = Math.Clamp((32 * 1024 / one.Length) + 1, 1, Math.Max(1, _window / 2));
            batches[channel - 1] = [.. Enumerable.Repeat(one, batch).SelectMany(static frames => frames)];
            confirms[channel - 1] = new ReplayedConfirms();
        }

        long sent = 0;
        long confirmed = 0;
        for (int next = 0; load.GoesOn;)
        {
            for (; sent + batch - confirmed <= _window; sent += batch, next = (next + 1) % Channels)
            {
                Send(batches[next]);
            }

            long before = confirmed;
            Received(_socket.Receive(_received.AsSpan(_receivedLength)));
            foreach ((int channel, long tag, bool multiple) in TakeAcks())
            {
                confirmed += confirms[channel - 1].Take(tag, multiple);
            }

            load.Count(confirmed - before);
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private byte[] EncodeMessage(ushort channel)
    {
        string id = Guid.Empty.ToString();
        byte[] body = OrderShipped.OfSize(cell.Payload).ToEnvelope(id);
        BasicProperties properties = RawMessage.PropertiesOf(id);
        byte[] encoded = new byte[((IAmqpWriteable)properties).GetRequiredBufferSize()];
        int length = ((IAmqpWriteable)properties).WriteTo(encoded);
        byte flags = cell.Queue != QueueKind.None ? (byte)1 : (byte)0;
        byte[] size = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(size, body.Length);
        byte[] method = Method(channel, 60, 40, [0, 0, .. Short(Topology.Exchange), .. Short(Topology.RoutingKey), flags]);
        byte[] header = Frame(2, channel, [0, 60, 0, 0, .. size, .. encoded[..length]]);
        const int FramePayload = 131_072 - 8;
        return [.. method, .. header, .. body.Chunk(FramePayload).SelectMany(chunk => Frame(3, channel, chunk))];
    }

    private void Send(byte[] bytes) => _socket.Send(bytes);

    private void Received(int count) => _receivedLength += count > 0 ? count : throw new IOException("The broker closed the connection.");

    private List<(int Channel, long Tag, bool Multiple)> TakeAcks()
    {
        var acks = new List<(int, long, bool)>();
        int offset = 0;
        while (_receivedLength - offset >= 8)
        {
            ReadOnlySpan<byte> frame = _received.AsSpan(offset, _receivedLength - offset);
            int length = BinaryPrimitives.ReadInt32BigEndian(frame[3..]);
            if (frame.Length < length + 8)
            {
                break;
            }

            if (frame[0] == 1)
            {
                ReadOnlySpan<byte> payload = frame.Slice(7, length);
                int method = BinaryPrimitives.ReadInt32BigEndian(payload);
                acks.Add(method == (60 << 16 | 80)
                    ? (BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), BinaryPrimitives.ReadInt64BigEndian(payload[4..]), (payload[12] & 1) != 0)
                    : throw new IOException($"The broker sent method {method >> 16}.{method & 0xFFFF} in place of an ack."));
            }

            offset += length + 8;
        }

        _received.AsSpan(offset, _receivedLength - offset).CopyTo(_received);
        _receivedLength -= offset;
        return acks;
    }

    private byte[] Expect(int classId, int methodId)
    {
        while (true)
        {
            if (_receivedLength >= 8 && BinaryPrimitives.ReadInt32BigEndian(_received.AsSpan(3)) is var length && _receivedLength >= length + 8)
            {
                byte[] payload = _received[7..(7 + length)];
                _received.AsSpan(length + 8, _receivedLength - length - 8).CopyTo(_received);
                _receivedLength -= length + 8;
                int method = BinaryPrimitives.ReadInt32BigEndian(payload);
                return method == (classId << 16 | methodId) ? payload : throw new IOException($"The broker sent method {method >> 16}.{method & 0xFFFF} in place of {classId}.{methodId}.");
            }

            Received(_socket.Receive(_received.AsSpan(_receivedLength)));
        }
    }

    private static byte[] Method(ushort channel, ushort classId, ushort methodId, byte[] arguments) =>
        Frame(1, channel, [(byte)(classId >> 8), (byte)classId, (byte)(methodId >> 8), (byte)methodId, .. arguments]);

    private static byte[] Frame(byte type, ushort channel, byte[] payload)
    {
        byte[] frame = new byte[payload.Length + 8];
        frame[0] = type;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), channel);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(3), payload.Length);
        payload.CopyTo(frame, 7);
        frame[^1] = 0xCE;
        return frame;
    }

    private static byte[] Short(string text) => [(byte)Encoding.UTF8.GetByteCount(text), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Long(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        return [.. length, .. bytes];
    }

    private static byte[] Table() => [0, 0, 0, 0];
}
