using System.Globalization;
using GoQueue.Delivery;
using GoQueue.Delivery.Operations;
using GoQueue.Diagnostics;
using GoQueue.Messages;
using GoQueue.Messages.Execution;

namespace GoQueue.Transports.Layers;

/// <summary>
/// Holds messages back until there are enough of them or the oldest has waited long enough, then sends them together and in their order. Each caller
/// still awaits its own message. Deadlines are the inner transport's to watch, so a message that would meet its own in here is not held back. Thread-safe.
/// </summary>
internal sealed class BufferingTransport : IPublishTransport
{
    // Larger messages gain nothing from being sent together, and the inner transport's bounds do not count what is in here.
    private const long MaxBytes = 4 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly IPublishTransport _inner;
    private readonly int _size;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private List<PublishOperation> _buffer = [];
    private List<PublishOperation> _spare = [];
    private long _bytes;
    private bool _due;
    private bool _sending;
    private bool _closed;

    public BufferingTransport(IPublishTransport inner, int size, TimeSpan interval, TimeProvider time)
    {
        _inner = inner;
        _size = size;
        _interval = interval;
        _time = time;
        _timer = DefaultContext.CreateTimer(time, static state => ((BufferingTransport)state!).Flush(), this);
    }

    public event Action? StateChanged
    {
        add => _inner.StateChanged += value;
        remove => _inner.StateChanged -= value;
    }

    public string Description => _inner.Description;

    /// <summary>What it waits for, for people.</summary>
    public string HoldsBack => string.Create(CultureInfo.InvariantCulture, $"{_size:N0} messages, {MaxBytes / (1024 * 1024)} MiB or {PublishFailures.Span(_interval)}");

    public string System => _inner.System;

    public string? ServerAddress => _inner.ServerAddress;

    public object? ServerPort => _inner.ServerPort;

    public TransportStatus GetStatus()
    {
        var status = _inner.GetStatus();
        lock (_gate)
        {
            return status with { InFlight = status.InFlight + _buffer.Count };
        }
    }

    public ValueTask ConnectAsync(CancellationToken cancellationToken) => _inner.ConnectAsync(cancellationToken);

    public ValueTask ConnectAtStartAsync(CancellationToken cancellationToken) => _inner.ConnectAtStartAsync(cancellationToken);

    public ValueTask DeclareAtStartAsync(TopologyBuilder topology, CancellationToken cancellationToken) => _inner.DeclareAtStartAsync(topology, cancellationToken);

    public ValueTask DeclareAsync(TopologyBuilder topology, CancellationToken cancellationToken) => _inner.DeclareAsync(topology, cancellationToken);

    public void Send(PublishOperation operation)
    {
        lock (_gate)
        {
            _buffer.Add(operation);
            _bytes += operation.Message.Body.Length;
            if (_buffer.Count == 1 && !_closed)
            {
                _timer.Change(_interval, Timeout.InfiniteTimeSpan);
            }

            if (_buffer.Count < _size && _bytes < MaxBytes && !_closed && HasTimeToWait(operation))
            {
                return;
            }
        }

        Flush();
    }

    public ByteCount? WaitingOf(OutgoingMessage message) => _inner.WaitingOf(message);

    /// <summary>Sends what is held back now.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            _due = _buffer.Count > 0;
            if (_sending)
            {
                // One at a time, or the order would be lost: who is sending goes on.
                return;
            }

            _sending = true;
        }

        while (true)
        {
            List<PublishOperation> ready;
            lock (_gate)
            {
                if (!_due)
                {
                    _sending = false;
                    return;
                }

                _due = false;
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                (ready, _buffer) = (_buffer, _spare);
                _bytes = 0;
            }

            foreach (var operation in ready)
            {
                _inner.Send(operation);
            }

            ready.Clear();
            _spare = ready;
        }
    }

    /// <summary>Sends what is held back, and holds nothing back from now on: the publisher is closing.</summary>
    public void PassThrough()
    {
        lock (_gate)
        {
            _closed = true;
        }

        Flush();
    }

    public ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        PassThrough();
        return _inner.CloseAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        await _inner.DisposeAsync().ConfigureAwait(false);
    }

    private bool HasTimeToWait(PublishOperation operation) => _time.GetElapsedTime(_time.GetTimestamp(), operation.Deadline) > _interval;
}
