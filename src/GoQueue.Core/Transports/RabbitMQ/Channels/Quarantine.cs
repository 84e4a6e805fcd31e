using GoQueue.Execution;
using GoQueue.Operations;
using GoQueue.RabbitMQ.Connections;

namespace GoQueue.RabbitMQ.Channels;

/// <summary>
/// Where messages go that were on a connection which the broker closed because it could not read something: one after the other, over a connection of their own, which
/// lives as long as there are any. The one that ends this connection too is to blame, and fails; the others are confirmed like any. Thread-safe.
/// </summary>
internal sealed class Quarantine(RabbitMQSettings settings, RabbitMQTransport transport) : IAsyncDisposable
{
    // A look at one message; they are rare, and each costs a round trip anyway.
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(5);

    private readonly Lock _sync = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly OperationList _suspects = new(transport.BytesWaiting);
    private Task _running = Task.CompletedTask;
    private bool _isRunning;
    private bool _isStopped;

    public int WaitingCount
    {
        get
        {
            lock (_sync)
            {
                return _suspects.Count;
            }
        }
    }

    public void Add(PublishOperation operation)
    {
        lock (_sync)
        {
            if (operation.WasSentAlone)
            {
                // Its connection ended for another reason: it keeps its place, or the next one of its ordering key would overtake it.
                _suspects.Prepend(operation);
            }
            else
            {
                _suspects.Append(operation);
            }

            transport.NoteWaiting(operation);
            if (!_isRunning && !_isStopped)
            {
                _isRunning = true;
                _running = DefaultContext.Start(RunAsync);
            }
        }
    }

    public void Sweep(in WaitingSweep sweep)
    {
        lock (_sync)
        {
            sweep.Over(_suspects);
        }
    }

    public void TakeAll(OperationList into)
    {
        lock (_sync)
        {
            while (_suspects.TakeFirst() is { } operation)
            {
                into.Append(operation);
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
        var lane = new PublishLane(transport, ordersThroughRetries: false) { IsQuarantine = true };
        var connection = new BrokerConnection(settings, transport, [lane]);
        connection.Start();
        var stop = _stopping.Token;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                if (lane.Channel is { HasRoom: true, Load: 0 } channel && !TrySendNext(channel))
                {
                    return;
                }

                await Task.Delay(s_look, settings.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>False where nobody is left; whoever comes then begins anew.</summary>
    private bool TrySendNext(ConfirmChannel channel)
    {
        PublishOperation? next;
        lock (_sync)
        {
            next = _suspects.TakeFirst();
            if (next is null)
            {
                _isRunning = false;
                return false;
            }

            next.WasSentAlone = true;
        }

        if (next.IsSettled)
        {
            next.LeaveTransport();
        }
        else if (!transport.TrySendAlone(channel, next))
        {
            lock (_sync)
            {
                _suspects.Prepend(next);
            }
        }

        return true;
    }
}
