using System.Diagnostics;
using System.Net.Sockets;
using System.Threading.Channels;

namespace GoQueue.Brokers.Proxies;

/// <summary>Carries the bytes of one direction of one connection, with the faults of the moment.</summary>
internal sealed class ProxyPump(Socket from, Socket to)
{
    private readonly Channel<Parcel> _underWay = Channel.CreateBounded<Parcel>(1_024);
    private readonly AsyncGate _gate = new();
    private readonly Lock _lock = new();
    private volatile ProxyFaults _faults = ProxyFaults.None;
    private long _passed;
    private long _cutAt = long.MaxValue;
    private long _flipAt = -1;
    private SocketEnd _cut;
    private bool _lossy;
    private Task _receiving = Task.CompletedTask;

    public long Passed => Interlocked.Read(ref _passed);

    public void Apply(ProxyFaults faults) => _faults = faults;

    public void Stall() => _gate.Close();

    public void Resume() => _gate.Open();

    public void CutAfter(long bytes, SocketEnd end)
    {
        lock (_lock)
        {
            (_cutAt, _cut) = (_passed + bytes, end);
        }
    }

    public void FlipByteAfter(long bytes)
    {
        lock (_lock)
        {
            _flipAt = _passed + bytes;
        }
    }

    /// <summary>Carries until one side ends.</summary>
    /// <returns>How the pair of connections is to end; null when this direction ended in order and the other may go on.</returns>
    public async Task<SocketEnd?> RunAsync(CancellationToken cancellationToken)
    {
        _receiving = ReceiveAsync(cancellationToken);
        return await SendAsync(cancellationToken);
    }

    /// <summary>Completes when nothing is read any more, which may be later than the end of <see cref="RunAsync"/>.</summary>
    public Task Received => _receiving;

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReceiveAllAsync(cancellationToken);
            _underWay.Writer.TryComplete();
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException or ChannelClosedException)
        {
            _underWay.Writer.TryComplete(exception);
        }
    }

    private async Task ReceiveAllAsync(CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[16_384];
        while (true)
        {
            await _gate.PassAsync(cancellationToken);
            int limit = _faults.BytesPerSecond;
            int room = limit > 0 ? Math.Clamp(limit / 20, 1, buffer.Length) : buffer.Length;
            int read = await from.ReceiveAsync(buffer.AsMemory(0, room), SocketFlags.None, cancellationToken);
            // Stalled while this receive was waiting: what came goes no further than the rest.
            await _gate.PassAsync(cancellationToken);
            if (read == 0)
            {
                return;
            }

            ProxyFaults faults = _faults;
            // A stream that lost a part never gets another: no network delivers the bytes behind a gap.
            _lossy |= faults.Loses;
            if (_lossy)
            {
                continue;
            }

            if (faults.BytesPerSecond > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds((double)read / faults.BytesPerSecond), cancellationToken);
            }

            TimeSpan delay = faults.Delay + (faults.Jitter * Random.Shared.NextDouble());
            await _underWay.Writer.WriteAsync(new Parcel(buffer.AsMemory(0, read).ToArray(), Stopwatch.GetTimestamp(), delay), cancellationToken);        }
    }

    private async Task<SocketEnd?> SendAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (Parcel parcel in _underWay.Reader.ReadAllAsync(cancellationToken))
            {
                TimeSpan rest = parcel.Delay - Stopwatch.GetElapsedTime(parcel.Received);
                if (rest > TimeSpan.Zero)
                {
                    await Task.Delay(rest, cancellationToken);
                }

                (int length, bool cut) = Spoil(parcel.Bytes);
                for (int sent = 0; sent < length;)
                {
                    sent += await to.SendAsync(parcel.Bytes.AsMemory(sent, length - sent), SocketFlags.None, cancellationToken);
                }

                if (cut)
                {
                    return _cut;
                }
            }

            to.Shutdown(SocketShutdown.Send);
            return null;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            return SocketEnd.Reset;
        }
        finally
        {
            // Nobody sends any more: a receiver that waits for room must not wait for ever.
            _underWay.Writer.TryComplete();
        }
    }

    private (int Length, bool Cut) Spoil(byte[] bytes)
    {
        lock (_lock)
        {
            int length = (int)Math.Min(bytes.Length, Math.Max(0, _cutAt - _passed));
            if (_flipAt >= _passed && _flipAt < _passed + length)
            {
                bytes[(int)(_flipAt - _passed)] ^= 0xFF;
                _flipAt = -1;
            }

            _passed += length;
            return (length, _passed >= _cutAt);
        }
    }

    private readonly record struct Parcel(byte[] Bytes, long Received, TimeSpan Delay);
}
