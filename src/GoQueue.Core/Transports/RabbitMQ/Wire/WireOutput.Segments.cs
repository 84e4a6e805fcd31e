namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>The segments between queueing and sending: where the client's frames go, and what has left.</summary>
internal sealed partial class WireOutput
{
    /// <summary>Whether frames that open or close one of our channels are queued behind bytes that the socket has not taken.</summary>
    public bool HasUnsentRequest
    {
        get
        {
            lock (_sync)
            {
                return _left < _requested;
            }
        }
    }

    /// <summary>
    /// The broker reads again after its alarm: time in which it read nothing does not count as a stall. Called before the alarm is known to be over.
    /// </summary>
    public void RestartStallClock()
    {
        lock (_sync)
        {
            if (_stalledSince != 0)
            {
                Volatile.Write(ref _stalledSince, _time.GetTimestamp());
            }
        }
    }

    /// <summary>Puts the client's frames behind the frame that is leaving, and behind those of the client that have not left.</summary>
    private void PlaceClientFrames()
    {
        if (_clientFrames.Count == 0)
        {
            return;
        }

        var (index, offset) = FindPlace();
        if (offset > 0)
        {
            ref var whole = ref _pending[index];
            var rest = whole;
            var first = new WireSegment { Array = whole.Array, Offset = whole.Offset, Count = offset, Boundary = whole.Boundary, Chunk = whole.Chunk, Lender = null };
            if (whole.Chunk is { } chunk)
            {
                chunk.Pieces++;
            }

            whole = new WireSegment { Array = rest.Array, Offset = rest.Offset + offset, Count = rest.Count - offset, Boundary = 0, Chunk = rest.Chunk, Lender = rest.Lender };
            _pending.Insert(index, first);
            index++;
        }

        foreach (var frames in _clientFrames)
        {
            _pending.Insert(index++, new WireSegment { Array = frames, Offset = 0, Count = frames.Length, Boundary = 0, IsClients = true });
        }

        _clientFrames.Clear();
    }

    private (int Index, int Offset) FindPlace()
    {
        var sent = _skip;
        for (var i = 0; i < _pending.Count; i++)
        {
            if (!_pending[i].IsClients && _pending[i].FindBoundary(sent) is >= 0 and var boundary)
            {
                return (i, boundary);
            }

            sent = 0;
        }

        return (_pending.Count, 0);
    }

    private void Note(in WireSend sent)
    {
        lock (_sync)
        {
            if (!sent.IsFull)
            {
                Volatile.Write(ref _stalledSince, 0);
            }
            else if (sent.HasProgress || _stalledSince == 0)
            {
                Volatile.Write(ref _stalledSince, _time.GetTimestamp());
            }

            _isFull = sent.IsFull;
            _unsent -= sent.Taken;
            var taken = _skip + sent.Taken;
            var before = _skip;
            while (_pending.Count > 0 && _pending[0].Count <= taken)
            {
                var segment = _pending.Take();
                Leave(segment, segment.Count - before);
                taken -= segment.Count;
                before = 0;
            }

            if (_pending.Count > 0)
            {
                Leave(_pending[0] with { Chunk = null, Lender = null }, taken - before);
            }

            _skip = taken;
            _handed = _left;
        }
    }

    /// <summary>So many bytes of a segment have left.</summary>
    private void Leave(in WireSegment segment, int count)
    {
        if (segment.IsClients)
        {
            return;
        }

        _left += count;
        if (segment.Boundary == WireSegment.NoBoundary)
        {
            _lent -= count;
        }
        else
        {
            _copied -= count;
        }

        Let(segment);
    }

    private void Let(in WireSegment segment)
    {
        if (segment.Chunk is { } chunk && --chunk.Pieces == 0 && chunk != _chunk)
        {
            Free(chunk);
        }

        if (segment.Lender is { } lender)
        {
            _returned.Add(lender);
        }
    }

    /// <summary>By the sender, without the lock: the last owner puts the operation back into its pool.</summary>
    private void ReturnBodies()
    {
        if (_returned.Count > 0)
        {
            foreach (var operation in _returned)
            {
                operation.GiveBack();
            }

            _returned.Clear();
        }
    }
}
