using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Frames;

namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>
/// Everything that is written to one connection, in order: the frames of our channels as they come, those of RabbitMQ.Client at the next end of a frame. The caller that adds something sends it, unless another one is
/// sending or more is about to come; the call never waits. What the socket does not take is sent by a thread that starts when this happens for the first time. Thread-safe; its lock is the innermost.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The writer thread may wait for the event; it ends with the output, and the event is memory then.")]
internal sealed partial class WireOutput
{
    // A copy costs less than two more pieces of a send up to here; from here on a body is sent from where it is.
    private const int LendFrom = 8 * 1024;

    // Bodies on loan are bounded by the messages in flight: this keeps the rest of them where they can still be taken back.
    private const long MostLent = 4 * 1024 * 1024;
    private const int MostCopied = 256 * 1024;

    // Chunks kept for later: as much as the bound above, and one more for each of the pieces that are cut.
    private const int MostFreeChunks = 6;

    private readonly Lock _sync = new();
    private readonly SegmentQueue _pending = new();
    private readonly Stack<WireChunk> _free = new();
    private readonly List<byte[]> _clientFrames = [];
    private readonly List<PublishOperation> _returned = [];
    private readonly WireLoad _load;
    private readonly ResultQueue _results;
    private readonly TimeProvider _time;
    private IWireSink _sink;
    private WireChunk _chunk = new(WireChunk.Size);
    private int _start;
    private int _end;
    private int _boundary;
    private int _skip;
    private int _frameMax;
    private int _headerLimit = int.MaxValue;
    private int _copied;
    private long _lent;
    private long _unsent;
    private long _queued;
    private long _left;
    private long _handed;
    private long _requested;
    private bool _isClosing;
    private volatile bool _isEnded;

    public WireOutput(IWireSink sink, WireLoad load, ResultQueue results, TimeProvider time)
    {
        _sink = sink;
        _load = load;
        _results = results;
        _time = time;
        _failed = static _ => { };
        _roomed = static () => { };
    }

    /// <summary>Whether so much is unsent that further messages should wait where they are. Only a hint: others may be faster.</summary>
    public bool IsFull => Volatile.Read(ref _copied) >= MostCopied || Volatile.Read(ref _lent) >= MostLent;

    /// <summary>Whether nothing more is handed to the socket: then <see cref="Left"/> is final.</summary>
    public bool IsEnded => _isEnded;

    /// <summary>The longest properties and headers that one frame of this connection holds, in bytes.</summary>
    public int HeaderLimit => _headerLimit;

    /// <summary>
    /// Up to where our bytes have been handed to the socket, as a position among all bytes that were queued. Exact at the moment of the call, and final once the output has ended.
    /// </summary>
    public long Left
    {
        get
        {
            lock (_sync)
            {
                return _handed;
            }
        }
    }

    /// <summary>TLS takes the socket's place, before anything else is written.</summary>
    public void Secure(IWireSink sink) => _sink = sink;

    /// <summary>What the broker and RabbitMQ.Client agreed to; 0 = no limit.</summary>
    public void LimitFrames(int frameMax)
    {
        lock (_sync)
        {
            _frameMax = frameMax;
            _headerLimit = FrameFormat.MaxProperties(frameMax);
        }
    }

    /// <summary>
    /// Queues one message. Called with its channel's lock, so that its number and its place agree. An exception of the encoder leaves no byte behind.
    /// </summary>
    /// <returns>False if the channel or the connection takes nothing more.</returns>
    /// <exception cref="HeaderTooLargeException">Properties and headers fill more than one frame.</exception>
    public bool Publish(WireChannel channel, PublishOperation operation)
    {
        var message = operation.Message;
        var body = message.Body.WrittenMemory;
        var array = default(ArraySegment<byte>);
        var isLent = body.Length >= LendFrom && MemoryMarshal.TryGetArray(body, out array);
        lock (_sync)
        {
            if (_isEnded || _isClosing || !channel.IsWritable)
            {
                return false;
            }

            var header = operation.EncodedHeader;
            if (header is not null)
            {
                CheckHeader(FrameWriter.PropertiesLength(header));
            }

            var overhead = FrameFormat.BodyFrames(body.Length, _frameMax) * FrameFormat.Overhead;
            var frames = new FrameWriter(Room(FrameWriter.PublishLength(header?.Length ?? operation.HeaderBound) + overhead + (isLent ? 0 : body.Length)));
            frames.Publish(channel.Number, message.Exchange, message.RoutingKey, message.Mandatory);
            CheckHeader(header is not null ? frames.Header(channel.Number, header) : frames.Header(channel.Number, message));

            operation.WirePosition = _queued;
            if (isLent)
            {
                Lend(channel.Number, operation, array, frames.Length);
            }
            else
            {
                frames.Body(channel.Number, body.Span, _frameMax);
                Advance(frames.Length);
            }

            return true;
        }
    }

    /// <summary>Queues frames that open a channel.</summary>
    public void OpenChannel(WireChannel channel, ReadOnlySpan<byte> frames)
    {
        lock (_sync)
        {
            channel.IsWritable = true;
            if (!_isClosing)
            {
                Append(frames);
            }
        }
    }

    /// <summary>
    /// Queues the last frame of a channel: nothing of the channel comes behind it, but the answer to a close of the
    /// broker's that has crossed ours.
    /// </summary>
    /// <param name="channel">The channel.</param>
    /// <param name="frame">channel.close, or close-ok.</param>
    /// <param name="isAnswer">
    /// Whether it is close-ok, which is owed in any case. A close of ours behind it would be for a number that the
    /// broker has forgotten, and end the connection (504).
    /// </param>
    /// <param name="wasOpen">Whether nothing had ended the channel before.</param>
    /// <returns>As <see cref="Left"/>.</returns>
    public long EndChannel(WireChannel channel, ReadOnlySpan<byte> frame, bool isAnswer, out bool wasOpen)
    {
        lock (_sync)
        {
            wasOpen = channel.IsWritable;
            channel.IsWritable = false;
            if (!_isClosing && (wasOpen || isAnswer))
            {
                Append(frame);
            }

            return _handed;
        }
    }

    /// <summary>Queues a frame of an open channel.</summary>
    public void WriteChannel(WireChannel channel, ReadOnlySpan<byte> frame)
    {
        lock (_sync)
        {
            if (channel.IsWritable && !_isClosing)
            {
                Append(frame);
            }
        }
    }

    /// <summary>Whole frames of RabbitMQ.Client, ahead of all messages that have not begun to leave.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="isClosing">Whether the client closes the connection with them: nothing of ours comes behind.</param>
    public void WriteClient(ReadOnlySpan<byte> frames, bool isClosing)
    {
        lock (_sync)
        {
            if (_isEnded)
            {
                return;
            }

            _isClosing |= isClosing;
            _clientFrames.Add(frames.ToArray());
            _unsent += frames.Length;
        }

        Flush(now: true);
    }

    /// <summary>The broker closes the connection: only the client's frames are sent from here on, behind what is queued.</summary>
    public void StopChannels()
    {
        lock (_sync)
        {
            _isClosing = true;
        }
    }

    /// <summary>Sends nothing more. What is queued is dropped, and bodies on loan go back once no send is under way.</summary>
    public void End()
    {
        lock (_sync)
        {
            _isEnded = true;
            if (_isSending)
            {
                // The sender drops it when it comes back, and may wait for room: closing the socket ends that.
                _wake.Set();
                return;
            }

            _isSending = true;
        }

        Finish();
        _wake.Set();
    }

    /// <summary>The body stays where it is: one piece per frame, between the frame's head and its end.</summary>
    private void Lend(ushort channel, PublishOperation operation, ArraySegment<byte> body, int written)
    {
        var most = FrameFormat.MaxBodyPayload(_frameMax);
        var frameCount = FrameFormat.BodyFrames(body.Count, _frameMax);

        // From here on nothing may fail: half a message would be in the queue.
        _pending.Reserve((frameCount * 2) + 4);
        operation.Lend();
        Advance(written);
        for (var at = 0; at < body.Count; at += most)
        {
            var length = Math.Min(most, body.Count - at);
            var frame = new FrameWriter(_chunk.Bytes.AsSpan(_end));
            frame.BodyHead(channel, length);
            Advance(frame.Length);
            Seal();
            var isLast = body.Count - at <= most;
            _pending.Add(new WireSegment
            {
                Array = body.Array!,
                Offset = body.Offset + at,
                Count = length,
                Boundary = WireSegment.NoBoundary,
                Lender = isLast ? operation : null,
            });
            _queued += length;
            _unsent += length;
            _lent += length;

            // The next piece begins with this frame's end.
            _boundary = 1;
            frame = new FrameWriter(_chunk.Bytes.AsSpan(_end));
            frame.BodyEnd();
            Advance(frame.Length);
        }
    }

    private void CheckHeader(int length)
    {
        if (length > _headerLimit)
        {
            throw new HeaderTooLargeException(length, _headerLimit);
        }
    }

    private void Append(ReadOnlySpan<byte> frames)
    {
        if (!_isEnded)
        {
            frames.CopyTo(Room(frames.Length));
            Advance(frames.Length);
            _requested = _queued;
        }
    }
}
