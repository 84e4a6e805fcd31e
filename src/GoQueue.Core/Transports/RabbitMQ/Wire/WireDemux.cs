using System.Diagnostics;
using GoQueue.Transports.RabbitMQ.Frames;

namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>
/// Cuts what is received into frames and hands each to its owner: our channels, or RabbitMQ.Client. Used by the thread that reads. No length from the wire leads to an allocation: the buffer grows only when
/// it is full of bytes that came.
/// </summary>
/// <param name="client">Gets what is not ours.</param>
/// <param name="channels">Ours.</param>
/// <param name="events">Hears what concerns the whole connection, before the client does.</param>
internal sealed class WireDemux(ClientHalf client, WireChannels channels, IWireEvents events)
{
    // RabbitMQ's default frame_max. Before the two sides have agreed, only AMQP's minimum of 4,096 may be used.
    private const int FrameMaxBeforeTuning = 131_072;

    // RabbitMQ's largest message, for connections without a limit on frames.
    private const int LargestFrame = 512 * 1024 * 1024;

    private static readonly byte[] s_heartbeat = [(byte)FrameType.Heartbeat, 0, 0, 0, 0, 0, 0, FrameFormat.End];

    private byte[] _buffer = new byte[128 * 1024];
    private int _length;
    private int _frameMax = FrameMaxBeforeTuning;
    private long _quarterTicks;
    private long _lastGiven = Stopwatch.GetTimestamp();
    private bool _hasBegun;

    /// <summary>Where the next bytes go.</summary>
    public Span<byte> Room
    {
        get
        {
            if (_length == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            return _buffer.AsSpan(_length);
        }
    }

    /// <summary>What the broker and RabbitMQ.Client agreed to.</summary>
    /// <param name="frameMax">The longest frame; 0 = no limit.</param>
    /// <param name="heartbeat">The interval of heartbeats; zero = none.</param>
    public void Agree(int frameMax, TimeSpan heartbeat)
    {
        Volatile.Write(ref _frameMax, frameMax is 0 or > LargestFrame ? LargestFrame : frameMax);
        Interlocked.Exchange(ref _quarterTicks, (heartbeat / 4).Ticks);
    }

    /// <summary>So many bytes have come into <see cref="Room"/>.</summary>
    /// <exception cref="InvalidDataException">They are not AMQP, or not what the broker may send.</exception>
    public void Advance(int count)
    {
        _length += count;
        var received = _buffer.AsSpan(0, _length);
        if (!_hasBegun)
        {
            _hasBegun = true;
            if (received[0] == (byte)'A')
            {
                // Another version of AMQP, which the client reports. No frame begins so.
                client.Give(received);
                _length = 0;
                return;
            }
        }

        var used = Cut(received);
        received[used..].CopyTo(_buffer);
        _length -= used;
    }

    private int Cut(ReadOnlySpan<byte> received)
    {
        var used = 0;
        var given = 0;
        var hasTaken = false;
        var first = channels.First;
        while (true)
        {
            var status = FrameReader.TryRead(received[used..], Volatile.Read(ref _frameMax), out var frame);
            if (status != FrameReadStatus.Complete)
            {
                if (status == FrameReadStatus.Malformed)
                {
                    Give(received[given..used]);
                    throw new InvalidDataException("The broker sent bytes that are no AMQP frame, or a frame longer than agreed.");
                }

                break;
            }

            var next = used + frame.Length;
            if (frame.Channel >= first)
            {
                Give(received[given..used]);
                given = next;
                hasTaken = true;
                channels.OnFrame(frame);
            }
            else if (frame is { Channel: 0, Type: FrameType.Method })
            {
                OnConnectionMethod(frame);
            }

            used = next;
        }

        Give(received[given..used]);
        if (hasTaken)
        {
            Beat();
        }

        return used;
    }

    private void OnConnectionMethod(in Frame frame)
    {
        if (!FrameReader.TryMethod(frame, out var method, out var arguments))
        {
            return;
        }

        switch (method)
        {
            case MethodId.ConnectionOpenOk:
                events.OnOpened();
                break;
            case MethodId.ConnectionClose when FrameReader.TryClose(arguments, out var code, out var text, out _):
                events.OnClose(code, text);
                break;
            case MethodId.ConnectionBlocked when arguments.TryShortString(out var reason):
                events.OnBlocked(reason);
                break;
            case MethodId.ConnectionUnblocked:
                events.OnUnblocked();
                break;
            default:
                break;
        }
    }

    private void Give(ReadOnlySpan<byte> frames)
    {
        if (!frames.IsEmpty)
        {
            _lastGiven = Stopwatch.GetTimestamp();
            client.Give(frames);
        }
    }

    /// <summary>
    /// The client counts frames that it reads, and the broker sends no heartbeat while it sends anything else: of a connection full of answers to us the client would hear nothing, and end it. One for frames that
    /// really came, so that a broker that says nothing is noticed all the same.
    /// </summary>
    private void Beat()
    {
        var quarter = Interlocked.Read(ref _quarterTicks);
        if (quarter > 0 && Stopwatch.GetElapsedTime(_lastGiven).Ticks > quarter)
        {
            Give(s_heartbeat);
        }
    }
}
