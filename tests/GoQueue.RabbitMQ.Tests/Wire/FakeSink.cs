using System.Diagnostics.CodeAnalysis;
using GoQueue.Transports.RabbitMQ.Wire;

namespace GoQueue.RabbitMQ.Tests.Wire;

/// <summary>A socket that takes as many bytes as a test allows, and keeps them.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The semaphore has no wait handle: there is nothing to dispose.")]
internal sealed class FakeSink : IWireSink
{
    private readonly Lock _sync = new();
    private readonly SemaphoreSlim _room = new(0);
    private readonly List<byte> _bytes = [];
    private long _allowed;

    public int MostBytes { get; init; } = int.MaxValue;

    /// <summary>At most so many bytes of one send are taken.</summary>
    public int MostPerSend { get; init; } = int.MaxValue;

    /// <summary>The length of the memory from which the last bytes came.</summary>
    public int LastArrayLength { get; private set; }

    /// <summary>Called once, by the next send.</summary>
    public Action? OnSend { get; set; }

    /// <summary>Thrown by the next send.</summary>
    public Exception? Failure { get; set; }

    public byte[] Bytes
    {
        get
        {
            lock (_sync)
            {
                return [.. _bytes];
            }
        }
    }

    public void Allow(long bytes)
    {
        lock (_sync)
        {
            _allowed = Math.Min(long.MaxValue / 2, _allowed + bytes);
        }

        _room.Release();
    }

    public WireSend Send(List<ArraySegment<byte>> batch)
    {
        if (Failure is { } failure)
        {
            throw failure;
        }

        Action? onSend = OnSend;
        OnSend = null;
        onSend?.Invoke();
        lock (_sync)
        {
            int taken = 0;
            int wanted = batch.Sum(static segment => segment.Count);
            foreach (ArraySegment<byte> segment in batch)
            {
                int count = (int)Math.Min(Math.Min(segment.Count, MostPerSend - taken), _allowed);
                _bytes.AddRange(segment[..count]);
                _allowed -= count;
                taken += count;
                LastArrayLength = segment.Array!.Length;
            }

            return new WireSend(taken, taken < wanted, taken > 0);
        }
    }

    public void WaitForRoom()
    {
        while (true)
        {
            lock (_sync)
            {
                if (_allowed > 0 || Failure is not null)
                {
                    return;
                }
            }

            _room.Wait();
        }
    }
}
