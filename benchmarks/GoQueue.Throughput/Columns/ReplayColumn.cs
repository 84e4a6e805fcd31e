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
    // At least ours: 5 channels of 256; and here all on one channel, which the broker likes best.
    private readonly int _window = Math.Max(cell.InFlight, cell.InFlight >= 1_000 ? 1_280 : cell.InFlight);
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _received = new byte[256 * 1024];
    private int _receivedLength;

    public string Settings => $"1 connection, 1 channel, window {_window}, one send per 32 KiB or window";

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
        Send(Method(1, 20, 10, [0]));
        Expect(20, 11);
        Send(Method(1, 85, 10, [0]));
        Expect(85, 11);
        return Task.CompletedTask;
    }

    // A thread of its own and blocking calls: waking a pool thread for each ack would cost more than the replay itself.
    public Task PublishAsync(int worker, Load load) =>
        worker > 0 ? Task.CompletedTask : Task.Factory.StartNew(() => Replay(load), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Replay(Load load)
    {
        byte[] one = EncodeMessage();
        int batch = Math.Clamp((32 * 1024 / one.Length) + 1, 1, Math.Max(1, _window / 2));
        byte[] many = [.. Enumerable.Repeat(one, batch).SelectMany(static frames => frames)];
        long sent = 0;
        long confirmed = 0;
        var outOfOrder = new HashSet<long>();
        long low = 0;
        while (load.GoesOn)
        {
            while (sent + batch - confirmed <= _window)
            {
                _socket.Send(many);
                sent += batch;
            }

            long before = confirmed;
            Received(_socket.Receive(_received.AsSpan(_receivedLength)));
            foreach ((long tag, bool multiple) in TakeAcks())
            {
                if (!multiple)
                {
                    confirmed++;
                    outOfOrder.Add(tag);
                    continue;
                }

                for (; low < tag; low++)
                {
                    confirmed += outOfOrder.Remove(low + 1) ? 0 : 1;
                }
            }

            load.Count(confirmed - before);
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private byte[] EncodeMessage()
    {
        string id = Guid.Empty.ToString();
        byte[] body = OrderShipped.OfSize(cell.Payload).ToEnvelope(id);
        BasicProperties properties = RawMessage.PropertiesOf(id);
        byte[] encoded = new byte[((IAmqpWriteable)properties).GetRequiredBufferSize()];
        int length = ((IAmqpWriteable)properties).WriteTo(encoded);
        byte flags = cell.Queue != QueueKind.None ? (byte)1 : (byte)0;
        byte[] size = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(size, body.Length);
        byte[] method = Method(1, 60, 40, [0, 0, .. Short(Topology.Exchange), .. Short(Topology.RoutingKey), flags]);
        byte[] header = Frame(2, 1, [0, 60, 0, 0, .. size, .. encoded[..length]]);
        const int FramePayload = 131_072 - 8;
        return [.. method, .. header, .. body.Chunk(FramePayload).SelectMany(static chunk => Frame(3, 1, chunk))];
    }

    private void Send(byte[] bytes) => _socket.Send(bytes);

    private void Received(int count) => _receivedLength += count > 0 ? count : throw new IOException("The broker closed the connection.");

    private List<(long Tag, bool Multiple)> TakeAcks()
    {
        var acks = new List<(long, bool)>();
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
                    ? (BinaryPrimitives.ReadInt64BigEndian(payload[4..]), (payload[12] & 1) != 0)
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
