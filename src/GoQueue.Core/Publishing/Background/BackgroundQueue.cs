using GoQueue.Delivery.Operations;

namespace GoQueue.Publishing.Background;

/// <summary>The room of a background publisher: who may come in, who waits at the door, and how many are under way at once. Thread-safe.</summary>
#pragma warning disable CA1001 // Neither the semaphore nor the token source has a handle or a timer here: there is nothing to dispose.
internal sealed class BackgroundQueue(BackgroundOptions options)
#pragma warning restore CA1001
{
    private readonly Lock _gate = new();
    private readonly Queue<Waiter> _waiting = new();
    private readonly SemaphoreSlim _slots = new(options.MaxConcurrency);
    private readonly CancellationTokenSource _abandoned = new();
    private int _count;
    private long _bytes;
    private long _waitingBytes;
    private bool _stopped;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _bytes;
            }
        }
    }

    public bool IsStopped
    {
        get
        {
            lock (_gate)
            {
                return _stopped;
            }
        }
    }

    /// <summary>Lets a composed message in. Throws where it is not let in.</summary>
    public async ValueTask AdmitAsync(BackgroundItem item, PublishOperation operation)
    {
        if (item.EnqueueToken.IsCancellationRequested)
        {
            throw Canceled(operation, item, "before it was accepted");
        }

        Waiter waiter;
        lock (_gate)
        {
            if (_stopped)
            {
                throw PublishFailures.Stopped(operation);
            }

            var bytes = operation.Message.Body.Length;
            if (_waiting.Count == 0 && HasRoomFor(bytes))
            {
                Take(bytes);
                return;
            }

            if (options.WhenFull != WhenQueueFull.Wait)
            {
                throw Full(operation, item);
            }

            if (_waitingBytes > 0 && _waitingBytes + bytes > MaxWaitingBytes)
            {
                throw NotEvenToWait(operation);
            }

            waiter = new Waiter(bytes);
            _waiting.Enqueue(waiter);
            _waitingBytes += bytes;
        }

        bool isIn;
        try
        {
            isIn = await waiter.Task.WaitAsync(item.EnqueueToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (item.EnqueueToken.IsCancellationRequested)
        {
            if (waiter.TryTurnAway())
            {
                lock (_gate)
                {
                    _waitingBytes -= waiter.Bytes;
                }

                // Whoever stands behind may fit in now.
                LetIn();
                throw Canceled(operation, item, "while it waited for room in the queue");
            }

            // Decided at the same moment.
            isIn = await waiter.Task.ConfigureAwait(false);
        }

        if (!isIn)
        {
            throw PublishFailures.Stopped(operation);
        }
    }

    private static PublishCanceledException Canceled(PublishOperation operation, BackgroundItem item, string when) => new(
        operation.Message.Identity,
        PublishOutcome.NotSent,
        $"The background publish of {operation.Message.Identity} was cancelled {when}: nothing was sent.",
        item.EnqueueToken);

    /// <summary>Waits until the message may be sent. Throws where the publisher is closed first.</summary>
    public async ValueTask BeginAsync(PublishOperation operation)
    {
        try
        {
            await _slots.WaitAsync(_abandoned.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw PublishFailures.Stopped(operation);
        }

        if (_abandoned.IsCancellationRequested)
        {
            // A place became free in the moment of closing: the semaphore prefers that to the token.
            _slots.Release();
            throw PublishFailures.Stopped(operation);
        }
    }

    public void End() => _slots.Release();

    /// <summary>A message has its result: there is room for the next.</summary>
    public void Leave(long bytes)
    {
        lock (_gate)
        {
            _count--;
            _bytes -= bytes;
        }

        LetIn();
    }

    /// <summary>Lets nobody in any more; whoever waits at the door is sent away.</summary>
    public void Stop()
    {
        Waiter[] waiting;
        lock (_gate)
        {
            _stopped = true;
            waiting = [.. _waiting];
            _waiting.Clear();
        }

        foreach (var waiter in waiting)
        {
            waiter.TryTurnAway();
        }
    }

    /// <summary>Fails what is in and not under way yet: closing has no more time for it.</summary>
    public void Abandon() => _abandoned.Cancel();

    /// <summary>What may wait at the door is composed already and takes memory, too; the same factor as in the RabbitMQ transport.</summary>
    private long MaxWaitingBytes => Math.Min(long.MaxValue / 4, options.MaxBytes) * 4;

    private bool HasRoomFor(int bytes) => _count < options.MaxMessages && (_bytes + bytes <= options.MaxBytes || _count == 0);

    private void Take(int bytes)
    {
        _count++;
        _bytes += bytes;
    }

    private void LetIn()
    {
        lock (_gate)
        {
            while (_waiting.TryPeek(out var waiter))
            {
                if (!waiter.IsDecided && !HasRoomFor(waiter.Bytes))
                {
                    return;
                }

                _waiting.Dequeue();
                if (waiter.TryLetIn())
                {
                    _waitingBytes -= waiter.Bytes;
                    Take(waiter.Bytes);
                }
            }
        }
    }

    private PublishQueueFullException Full(PublishOperation operation, BackgroundItem item)
    {
        var exception = new PublishQueueFullException(
            operation.Message.Identity,
            attempts: 0,
            $"The background queue has no room for {operation.Message.Identity}: it holds {_count:N0} of {options.MaxMessages:N0} messages and {_bytes:N0} of {options.MaxBytes:N0} bytes; raise BackgroundOptions.MaxMessages or MaxBytes, or let callers wait with WhenFull = Wait.");
        if (options.WhenFull == WhenQueueFull.Drop)
        {
            item.Accept(operation.Message.MessageId);
        }

        return exception;
    }

    private PublishQueueFullException NotEvenToWait(PublishOperation operation) => new(
        operation.Message.Identity,
        attempts: 0,
        $"The background queue has no room for {operation.Message.Identity}, not even to wait: it holds {_count:N0} of {options.MaxMessages:N0} messages and {_bytes:N0} of {options.MaxBytes:N0} bytes, and {_waitingBytes:N0} bytes wait, four times MaxBytes at most; enqueue slower, or raise BackgroundOptions.MaxMessages or MaxBytes.");

    /// <summary>Somebody at the door: true = let in, false = turned away.</summary>
    private sealed class Waiter(int bytes)
    {
        private readonly TaskCompletionSource<bool> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Bytes => bytes;

        public Task<bool> Task => _source.Task;

        public bool IsDecided => _source.Task.IsCompleted;

        public bool TryLetIn() => _source.TrySetResult(true);

        public bool TryTurnAway() => _source.TrySetResult(false);
    }
}
