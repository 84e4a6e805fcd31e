namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>The memory into which frames are encoded.</summary>
internal sealed partial class WireOutput
{
    private Span<byte> Room(int length)
    {
        if (_chunk.Bytes.Length - _end < length)
        {
            var next = NextChunk(length);
            Seal();
            var full = _chunk;
            _chunk = next;
            _start = _end = _boundary = 0;
            if (full.Pieces == 0)
            {
                Free(full);
            }
        }

        return _chunk.Bytes.AsSpan(_end);
    }

    private WireChunk NextChunk(int length) => length <= WireChunk.Size && _free.TryPop(out var free) ? free : new WireChunk(Math.Max(WireChunk.Size, length));

    private void Advance(int length)
    {
        _end += length;
        _queued += length;
        _copied += length;
        _unsent += length;
    }

    /// <summary>What was encoded since the last time becomes a segment.</summary>
    private void Seal()
    {
        if (_end > _start)
        {
            _chunk.Pieces++;
            _pending.Add(new WireSegment { Array = _chunk.Bytes, Offset = _start, Count = _end - _start, Boundary = _boundary, Chunk = _chunk });
            _start = _end;
            _boundary = 0;
        }
    }

    private void Free(WireChunk chunk)
    {
        if (chunk.Bytes.Length == WireChunk.Size && _free.Count < MostFreeChunks)
        {
            _free.Push(chunk);
        }
    }
}
