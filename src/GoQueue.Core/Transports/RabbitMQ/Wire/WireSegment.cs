using System.Buffers.Binary;
using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Frames;

namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>Bytes that are to be sent, in one piece of memory.</summary>
internal struct WireSegment
{
    /// <summary>In <see cref="Boundary"/>: no frame begins in it.</summary>
    public const int NoBoundary = -1;

    public byte[] Array { get; init; }

    public int Offset { get; init; }

    public int Count { get; set; }

    /// <summary>Where the first frame begins that begins in it.</summary>
    public int Boundary { get; init; }

    /// <summary>Whether it is RabbitMQ.Client's.</summary>
    public bool IsClients { get; init; }

    /// <summary>The chunk that it is a piece of; null for bodies and the client's frames.</summary>
    public WireChunk? Chunk { get; init; }

    /// <summary>The operation whose body is on loan until this has left; null for all but the last piece of such a body.</summary>
    public PublishOperation? Lender { get; init; }

    /// <summary>The first place at or behind <paramref name="sent"/> where a frame begins; -1 = none before the segment's end.</summary>
    public readonly int FindBoundary(int sent)
    {
        var at = Boundary;
        while (at != NoBoundary && at < Count)
        {
            if (at >= sent)
            {
                return at;
            }

            // The last head may stand alone: its payload is the next segment.
            var payload = BinaryPrimitives.ReadUInt32BigEndian(Array.AsSpan(Offset + at + 3));
            at = payload > Count ? NoBoundary : at + (int)payload + FrameFormat.Overhead;
        }

        return NoBoundary;
    }
}
