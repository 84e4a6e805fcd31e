using System.Buffers.Binary;
using GoQueue.Transports.RabbitMQ.Frames;
using RabbitMQ.Client;

namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>
/// Cuts what RabbitMQ.Client writes into frames and checks what this transport relies on: that its bytes are frames, and that the channel numbers of its frames are not ours. Used by one writer at a time.
/// </summary>
/// <param name="output">Takes whole frames.</param>
/// <param name="channels">Knows which numbers are ours.</param>
internal sealed class ClientFrames(WireOutput output, WireChannels channels)
{
    // The client's frames are requests and declarations; the largest frame that is usual.
    private const int MostPartial = 1024 * 1024;
    private const int ProtocolHeaderLength = 8;

    private byte[] _partial = new byte[256];
    private int _length;
    private bool _hasGreeted;

    /// <exception cref="InvalidDataException">The bytes are no frames, or a channel number is ours.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (_length > 0)
        {
            Keep(bytes);
            var used = Cut(_partial.AsSpan(0, _length));
            _partial.AsSpan(used, _length - used).CopyTo(_partial);
            _length -= used;
        }
        else
        {
            var used = Cut(bytes);
            Keep(bytes[used..]);
        }
    }

    private static InvalidDataException Unknown(string what) => new(
        $"RabbitMQ.Client {typeof(IConnection).Assembly.GetName().Version} {what}, and GoQueue cannot share a connection with it: use a version that GoQueue was tested with (7.2.2).");

    private static bool IsClose(in Frame frame) =>
        frame.Channel == 0 && FrameReader.TryMethod(frame, out var method, out _) && method is MethodId.ConnectionClose or MethodId.ConnectionCloseOk;

    /// <returns>How many bytes were whole frames and have been written.</returns>
    private int Cut(ReadOnlySpan<byte> bytes)
    {
        var used = 0;
        if (!_hasGreeted)
        {
            if (bytes.Length < ProtocolHeaderLength)
            {
                return 0;
            }

            if (!bytes.StartsWith("AMQP"u8))
            {
                throw Unknown("does not begin with the header of AMQP");
            }

            _hasGreeted = true;
            used = ProtocolHeaderLength;
        }

        var isClosing = false;
        while (used < bytes.Length)
        {
            var rest = bytes[used..];
            if (rest.Length >= FrameFormat.HeadLength && BinaryPrimitives.ReadUInt16BigEndian(rest[1..]) is var number && number >= channels.First)
            {
                throw Unknown($"uses channel {number}, which belongs to GoQueue");
            }

            var status = FrameReader.TryRead(rest, MostPartial, out var frame);
            if (status == FrameReadStatus.Incomplete)
            {
                break;
            }

            if (status == FrameReadStatus.Malformed || frame.Type is not (FrameType.Method or FrameType.Header or FrameType.Body or FrameType.Heartbeat))
            {
                throw Unknown("writes something that is no frame");
            }

            isClosing |= IsClose(frame);
            used += frame.Length;
        }

        if (used > 0)
        {
            output.WriteClient(bytes[..used], isClosing);
        }

        return used;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_partial.Length - _length < bytes.Length)
        {
            Array.Resize(ref _partial, Math.Max(_partial.Length * 2, _length + bytes.Length));
        }

        bytes.CopyTo(_partial.AsSpan(_length));
        _length += bytes.Length;
    }
}
