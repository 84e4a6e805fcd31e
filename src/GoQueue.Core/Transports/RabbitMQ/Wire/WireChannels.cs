using System.Diagnostics.CodeAnalysis;
using GoQueue.Transports.RabbitMQ.Frames;
using RabbitMQ.Client.Exceptions;

namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>Our channels of one connection: the highest numbers, while RabbitMQ.Client takes the lowest. Thread-safe.</summary>
/// <param name="output">Where their frames go.</param>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The semaphore has no wait handle: there is nothing to dispose.")]
internal sealed class WireChannels(WireOutput output)
{
    private readonly Lock _sync = new();
    private readonly SemaphoreSlim _free = new(0);
    private readonly Stack<int> _numbers = new();
    private WireChannel?[] _slots = [];
    private int _first = int.MaxValue;
    private WireEnd? _end;

    /// <summary>All frames with this or a higher number are ours until the connection ends, also late ones.</summary>
    public int First => Volatile.Read(ref _first);

    /// <summary>Takes the highest numbers.</summary>
    /// <param name="max">The highest number of the connection.</param>
    /// <param name="count">How many are taken.</param>
    public void Take(int max, int count)
    {
        lock (_sync)
        {
            _slots = new WireChannel?[count];
            for (var i = 0; i < count; i++)
            {
                _numbers.Push(i);
            }
        }

        Volatile.Write(ref _first, max - count + 1);
        _free.Release(count);
    }

    /// <summary>Opens a channel in confirm mode. Waits for a free number.</summary>
    /// <exception cref="OperationInterruptedException">The broker closed the channel or connection instead.</exception>
    public async Task<WireChannel> OpenAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        WireChannel channel;
        WireEnd? end;
        lock (_sync)
        {
            var slot = _numbers.Pop();
            channel = new WireChannel((ushort)(_first + slot), output);
            _slots[slot] = channel;
            end = _end;
        }

        var opening = channel.BeginAsync();
        if (end is not null)
        {
            channel.EndWith(end, 0);
        }

        await opening.ConfigureAwait(false);
        return channel;
    }

    /// <summary>On the reading thread.</summary>
    /// <exception cref="InvalidDataException">The frame is not what the broker may send.</exception>
    public void OnFrame(in Frame frame)
    {
        var slot = frame.Channel - _first;
        if (slot >= _slots.Length || Volatile.Read(ref _slots[slot]) is not { } channel)
        {
            throw new InvalidDataException($"The broker sent a frame on channel {frame.Channel}, which is not open.");
        }

        if (channel.IsOver)
        {
            // Late. The number may be used again, but nothing has been opened on it yet.
            return;
        }

        channel.OnFrame(frame);
        if (channel.IsOver)
        {
            lock (_sync)
            {
                _numbers.Push(slot);
            }

            _free.Release();
        }
    }

    /// <summary>The connection has ended: all channels have. Only the first call counts.</summary>
    /// <param name="end">Why.</param>
    /// <param name="left">Up to where bytes have left.</param>
    public void EndAll(WireEnd end, long left)
    {
        lock (_sync)
        {
            if (_end is not null)
            {
                return;
            }

            _end = end;
        }

        foreach (var channel in _slots)
        {
            channel?.EndWith(end, left);
        }
    }
}
