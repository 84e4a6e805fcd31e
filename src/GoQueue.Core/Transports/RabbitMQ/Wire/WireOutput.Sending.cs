namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>The sending side: one thread at a time, which may be any caller's, and the writer thread for what the socket does not take.</summary>
internal sealed partial class WireOutput
{
    // From here on a send is worth its system call, whatever else is about to come.
    private const int WorthSending = 32 * 1024;

    // The framework allocates nothing for so many.
    private const int MostSegments = 8;

    // A caller that sends for others is kept from its own work meanwhile.
    private const int MostRounds = 16;

    private readonly List<ArraySegment<byte>> _batch = new(MostSegments);
    private readonly AutoResetEvent _wake = new(false);
    private Action<Exception> _failed;
    private Action _roomed;
    private bool _isSending;
    private bool _hasWriter;
    private volatile bool _isHandedOver;
    private volatile bool _isFull;
    private int _isRoomWanted;
    private int _isReaderAsleep;
    private long _stalledSince;

    /// <summary>How many sends there were.</summary>
    public long Sends { get; private set; }

    /// <summary>Called once if a send fails. On the sending thread, without a lock.</summary>
    public void FailBy(Action<Exception> failed) => _failed = failed;

    /// <summary>Called when there is room again after <see cref="WantRoom"/>. Without a lock.</summary>
    public void GiveRoomBy(Action roomed) => _roomed = roomed;

    /// <summary>The reading thread comes by within milliseconds, and sends what it finds; or it sleeps until there is something to read.</summary>
    public void SetReader(bool isAsleep)
    {
        if (isAsleep)
        {
            // A full fence (store, then look): the reader says that it sleeps and looks for bytes, in Flush; a caller adds bytes and looks whether the reader sleeps. One of the two sees the other.
            Interlocked.Exchange(ref _isReaderAsleep, 1);
        }
        else
        {
            Volatile.Write(ref _isReaderAsleep, 0);
        }
    }

    /// <summary>Sends what there is, unless another thread does, or more is about to come.</summary>
    /// <param name="now">Whether it is sent even if more is about to come.</param>
    public void Flush(bool now = false)
    {
        // A full fence: bytes first, then the look at those who come by later. They do it the other way round.
        Interlocked.MemoryBarrier();
        var unsent = Volatile.Read(ref _unsent);
        if (unsent == 0 || (!now && unsent < WorthSending && IsMoreToCome()))
        {
            return;
        }

        lock (_sync)
        {
            if (_isSending || _unsent == 0 || _isEnded)
            {
                return;
            }

            _isSending = true;
        }

        Send(MostRounds, isWriter: false);
    }

    /// <summary>Has the callback of <see cref="GiveRoomBy"/> called once there is room. Called after the messages that wait were put down; not with a lock.</summary>
    public void WantRoom()
    {
        // A full fence: the wish first, then the look. The sender does it the other way round.
        Interlocked.Exchange(ref _isRoomWanted, 1);
        if (IsFull)
        {
            return;
        }

        Exception? failure = null;
        lock (_sync)
        {
            if (!_isEnded)
            {
                TryStartWriterLocked(out failure);
            }
        }

        if (failure is not null)
        {
            _failed(failure);
        }

        _wake.Set();
    }

    /// <summary>Whether the socket has taken nothing for longer than the bound although there is something to send.</summary>
    public bool IsStalled(TimeSpan bound) => Volatile.Read(ref _stalledSince) is not 0 and var since && _time.GetElapsedTime(since) > bound;

    /// <summary>Whether callers are being told of answers, who publish next, or the reading thread comes by soon.</summary>
    private bool IsMoreToCome() => !_results.IsEmpty || (Volatile.Read(ref _isReaderAsleep) == 0 && _load.IsBusy);

    private void Send(int rounds, bool isWriter)
    {
        while (TryTake())
        {
            WireSend sent;
            try
            {
                sent = _sink.Send(_batch);
            }
            catch (Exception exception)
            {
                Break(exception);
                return;
            }

            Sends++;
            Note(sent);
            ReturnBodies();

            // The other half of the fence in WantRoom.
            Interlocked.MemoryBarrier();
            if (isWriter)
            {
                GiveRoom();
            }

            if (sent.IsFull || --rounds == 0 || (!isWriter && IsRoomDue))
            {
                if (TryHandOver(sent.IsFull, out var failure))
                {
                    return;
                }

                if (failure is not null)
                {
                    Break(failure);
                    return;
                }
            }
        }
    }

    /// <summary>Leaves the rest to the writer. False if the output has ended: the sender that finds it drops what is queued.</summary>
    private bool TryHandOver(bool isFull, out Exception? failure)
    {
        lock (_sync)
        {
            failure = null;
            if (_isEnded || !TryStartWriterLocked(out failure))
            {
                return false;
            }

            _isFull = isFull;
            _isHandedOver = true;
        }

        _wake.Set();
        return true;
    }

    /// <summary>Half of the bounds: giving room costs a turn of all channels, and is to be worth it.</summary>
    private bool IsRoomDue => Volatile.Read(ref _isRoomWanted) != 0 && Volatile.Read(ref _copied) < MostCopied / 2 && Volatile.Read(ref _lent) < MostLent / 2;

    /// <summary>Fills the batch. False if there is nothing to send: then this thread is not the sender any more.</summary>
    private bool TryTake()
    {
        lock (_sync)
        {
            if (!_isEnded)
            {
                Seal();
                PlaceClientFrames();
                _batch.Clear();
                var bytes = 0L;
                var own = 0L;
                var skip = _skip;
                for (var i = 0; i < _pending.Count && _batch.Count < MostSegments && bytes < _sink.MostBytes; i++)
                {
                    ref var segment = ref _pending[i];
                    var count = (int)Math.Min(segment.Count - skip, _sink.MostBytes - bytes);
                    _batch.Add(new ArraySegment<byte>(segment.Array, segment.Offset + skip, count));
                    bytes += count;
                    own += segment.IsClients ? 0 : count;
                    skip = 0;
                }

                if (_batch.Count > 0 || _isFull)
                {
                    _handed = _left + own;
                    return true;
                }

                if (_chunk.Pieces == 0)
                {
                    // Everything is out: the same memory again, while the processor has it at hand. Not what a large header needed: it is pinned.
                    _start = _end = 0;
                    if (_chunk.Bytes.Length != WireChunk.Size)
                    {
                        _chunk = NextChunk(WireChunk.Size);
                    }
                }

                _isSending = false;
                return false;
            }
        }

        Finish();
        return false;
    }

    /// <summary>By the sender, after the end: drops everything.</summary>
    private void Finish()
    {
        lock (_sync)
        {
            while (_pending.Count > 0)
            {
                Let(_pending.Take());
            }

            _clientFrames.Clear();
            _unsent = _lent = _copied = _skip = 0;
            _stalledSince = 0;
        }

        // Still the sender, so that no other thread becomes one.
        ReturnBodies();
    }

    private void Break(Exception exception)
    {
        // First, so that no message is sent to this connection again.
        _failed(exception);
        _isEnded = true;
        Finish();
    }

    private void GiveRoom()
    {
        if (IsRoomDue && Interlocked.Exchange(ref _isRoomWanted, 0) != 0)
        {
            _roomed();
        }
    }

    /// <summary>The thread waits for the socket, so it cannot be one of the pool's.</summary>
    private bool TryStartWriterLocked(out Exception? failure)
    {
        failure = null;
        if (_hasWriter)
        {
            return true;
        }

        try
        {
            new Thread(static output => ((WireOutput)output!).Write()) { IsBackground = true, Name = "GoQueue writer" }.UnsafeStart(this);
        }
        catch (Exception exception) when (exception is OutOfMemoryException or ThreadStartException)
        {
            failure = exception;
            return false;
        }

        _hasWriter = true;
        return true;
    }

    private void Write()
    {
        while (_wake.WaitOne() && !_isEnded)
        {
            while (_isHandedOver)
            {
                _isHandedOver = false;
                if (_isFull && !_isEnded)
                {
                    Wait();
                }

                Send(int.MaxValue, isWriter: true);
            }

            GiveRoom();
            Flush(now: true);
        }

        if (_isHandedOver)
        {
            Finish();
        }
    }

    private void Wait()
    {
        try
        {
            _sink.WaitForRoom();
        }
        catch (Exception exception) when (exception is System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            // The socket was closed: the next send shows it.
            return;
        }
    }
}
