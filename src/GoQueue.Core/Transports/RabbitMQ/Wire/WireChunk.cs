namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>Memory into which frames are encoded, used again once all of it has left. Guarded by the output's lock.</summary>
internal sealed class WireChunk(int length)
{
    public const int Size = 64 * 1024;

    // Pinned for its whole life: each send would pin it.
    public byte[] Bytes { get; } = GC.AllocateUninitializedArray<byte>(length, pinned: true);

    /// <summary>Pieces of it that have not left.</summary>
    public int Pieces { get; set; }
}
