using GoQueue.Delivery.Operations;
using GoQueue.Messages.Execution;
using GoQueue.Transports.RabbitMQ.Channels;
using GoQueue.Transports.RabbitMQ.Connections;
using GoQueue.Transports.RabbitMQ.Settings;
using GoQueue.Transports.RabbitMQ.Waiting;

namespace GoQueue.Transports.RabbitMQ;

/// <summary>
/// Finds the messages that end connections. Suspects are sent over a connection of their own, which lives as long as there are any: one by one if the broker closed the connection because of
/// what it got, else in groups that get smaller each time one of them ends the connection. A message that ended it alone is not sent again. Thread-safe.
/// </summary>
internal sealed class PoisonIsolator(ResolvedRabbitMQOptions settings, RabbitMQTransport transport) : IWaitingLine, IAsyncDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(5);

    // A message that ends its connection does so at once. A broker may answer late, or many messages together: it would never answer the first suspect if the second had to wait for that.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    // How long an end without a cause casts doubt on others, and how long before a message's first end a confirm shows that the broker was well.
    private static readonly TimeSpan s_doubt = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_health = TimeSpan.FromSeconds(10);

    private readonly Lock _sync = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly OperationList _suspects = new(transport.BytesWaiting);

    // Messages that are not sent again, until there is evidence for or against them.
    private readonly OperationList _held = new(transport.BytesWaiting);
    private readonly List<PublishOperation> _group = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;
    private bool _isRunning;
    private bool _isStopped;
    private long _places;
    private long _lastWrite;
    private long _lastInnocentEnd;

    public int WaitingCount
    {
        get
        {
            lock (_sync)
            {
                return _suspects.Count + _held.Count;
            }
        }
    }

    public ConnectionEnd CreateEnd(bool isIsolating) => new(isIsolating, NoteInnocentEnd, Wake);

    public void Add(PublishOperation operation)
    {
        lock (_sync)
        {
            KeepLocked(operation);
            transport.NoteWaiting(operation);
            if (!_isRunning && !_isStopped)
            {
                _isRunning = true;
                _running = DefaultContext.Start(RunAsync);
            }
        }

        Wake();
    }

    /// <summary>A suspect was answered, or all messages of an ended connection have come back.</summary>
    public void Wake() => Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    public void Sweep(in WaitingSweep sweep)
    {
        lock (_sync)
        {
            sweep.Over(_suspects);
            sweep.Over(_held);
        }
    }

    public void TakeAll(OperationList into)
    {
        lock (_sync)
        {
            foreach (var list in (ReadOnlySpan<OperationList>)[_held, _suspects])
            {
                list.MoveAllTo(into);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task running;
        lock (_sync)
        {
            _isStopped = true;
            running = _running;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        var slot = new ChannelSlot(transport, ordersThroughRetries: false) { IsIsolating = true };
        var connection = new BrokerConnection(settings, transport, [slot]);
        connection.Start();
        var stop = _stopping.Token;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var changed = Volatile.Read(ref _changed).Task;
                var channel = slot.Channel is { HasRoom: true } open ? open : null;
                var isIdle = channel is { Load: 0 };
                if (!TryTakeGroup(isIdle || (channel is not null && settings.Time.GetElapsedTime(_lastWrite) > s_patience), isIdle))
                {
                    return;
                }

                var isNothingSent = _group.Count == 0;
                SendGroup(channel);
                Decide(isIdle && isNothingSent);
                await changed.WaitAsync(s_look, settings.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>False if nothing is left; the next suspect starts the loop again.</summary>
    private bool TryTakeGroup(bool isFree, bool isIdle)
    {
        lock (_sync)
        {
            var limit = int.MaxValue;
            while (_suspects.First is { } next && PoisonEvidence.Get(next) is var evidence && evidence.TryWeigh())
            {
                if (evidence is { Fault.HasPoison: false } && evidence.IsOver(next.Attempts) && IsFlapping())
                {
                    evidence.Forget();
                }

                if (evidence.IsOver(next.Attempts))
                {
                    _suspects.Remove(next);
                    _held.Append(next);
                    continue;
                }

                limit = Math.Min(limit, evidence.GroupLimit);
                if (!isFree || _group.Count >= limit)
                {
                    break;
                }

                _suspects.Remove(next);
                _group.Add(next);
            }

            return _isRunning = !isIdle || _group.Count + _suspects.Count + _held.Count > 0;
        }
    }

    private void SendGroup(ConfirmChannel? channel)
    {
        var isFull = channel is null;
        foreach (var operation in _group)
        {
            if (operation.IsSettled)
            {
                operation.LeaveTransport();
            }
            else if (isFull || !transport.TrySendIsolated(channel!, operation))
            {
                isFull = true;
                lock (_sync)
                {
                    KeepLocked(operation);
                }
            }
            else
            {
                _lastWrite = settings.Time.GetTimestamp();
            }
        }

        _group.Clear();
    }

    /// <summary>Ends the messages about which there is evidence. Without any, they wait until all other suspects have been tried.</summary>
    private void Decide(bool isIdle)
    {
        var decided = new OperationList();
        bool isLast;
        bool isOnlyOne;
        lock (_sync)
        {
            isLast = isIdle && _suspects.Count == 0;
            isOnlyOne = _held.Count == 1;
            for (var operation = _held.First; operation is not null;)
            {
                var next = operation.Next;
                if (isLast || transport.HasConfirmedSince(PoisonEvidence.Get(operation).FirstEnd))
                {
                    _held.Remove(operation);
                    decided.Append(operation);
                }

                operation = next;
            }
        }

        while (decided.TakeFirst() is { } operation)
        {
            var evidence = PoisonEvidence.Get(operation);
            operation.Fail(IsProved(evidence, isOnlyOne) ? PoisonFailures.Poison(operation, evidence) : PoisonFailures.Unknown(operation, evidence, transport.HasConfirmedSince(evidence.FirstEnd)));
        }
    }

    private bool IsProved(PoisonEvidence evidence, bool isOnlyOne)
    {
        var isByCode = evidence.Fault is { HasPoison: true };
        return transport.HasConfirmedSince(evidence.FirstEnd)
            ? isByCode || !IsFlapping()
            : isByCode && isOnlyOne && transport.HasConfirmedSince(settings.Time.After(evidence.FirstEnd, -s_health));
    }

    /// <summary>A suspect that comes back keeps its place, or the next one of its ordering key would overtake it.</summary>
    private void KeepLocked(PublishOperation operation)
    {
        var evidence = PoisonEvidence.Get(operation);
        if (evidence.Place == 0)
        {
            evidence.Place = ++_places;
            _suspects.Append(operation);
            return;
        }

        PublishOperation? previous = null;
        for (var next = _suspects.First; next is not null && PoisonEvidence.Get(next).Place < evidence.Place; next = next.Next)
        {
            previous = next;
        }

        _suspects.InsertAfter(previous, operation);
    }

    private void NoteInnocentEnd() => Volatile.Write(ref _lastInnocentEnd, settings.Time.GetTimestamp());

    private bool IsFlapping() => Volatile.Read(ref _lastInnocentEnd) is not 0 and var last && settings.Time.GetElapsedTime(last) < s_doubt;
}
