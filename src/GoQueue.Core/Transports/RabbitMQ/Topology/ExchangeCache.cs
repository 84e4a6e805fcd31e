using System.Collections.Concurrent;
using GoQueue.Delivery.Operations;
using GoQueue.Messages.Execution;
using GoQueue.Transports.RabbitMQ.Faults;
using GoQueue.Transports.RabbitMQ.Settings;
using GoQueue.Transports.RabbitMQ.Waiting;
using RabbitMQ.Client.Exceptions;

namespace GoQueue.Transports.RabbitMQ.Topology;

/// <summary>
/// Which exchanges are known to be there. A message to one that is not would close its channel, and often the connection, with every
/// innocent message on it: so the first message to each exchange waits for a question to the broker. Thread-safe.
/// </summary>
internal sealed class ExchangeCache(IMessageDispatcher dispatcher, ResolvedRabbitMQOptions settings) : IWaitingLine, IDisposable
{
    /// <summary>How many exchanges are remembered; more only while messages wait for news of them.</summary>
    public const int Capacity = 1024;

    private readonly ConcurrentDictionary<string, ExchangeEntry> _entries = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();

    // Topics are constants: mostly the same object as last time.
    private string? _lastKnown;

    /// <summary>How many exchanges are remembered now.</summary>
    public int Count => _entries.Count;

    /// <summary>Messages that wait for an answer about their exchange.</summary>
    public int WaitingCount
    {
        get
        {
            var count = 0;
            foreach (var (_, entry) in _entries)
            {
                lock (entry)
                {
                    count += entry.Waiting.Count;
                }
            }

            return count;
        }
    }

    public bool IsKnown(string exchange)
    {
        if (ReferenceEquals(exchange, Volatile.Read(ref _lastKnown)) || exchange.Length == 0)
        {
            return true;
        }

        if (!_entries.TryGetValue(exchange, out var entry) || !entry.IsKnown)
        {
            return false;
        }

        Volatile.Write(ref _lastKnown, exchange);
        return true;
    }

    /// <summary>Takes a message whose exchange is not known: it is sent, or fails, when the broker has answered.</summary>
    public void Verify(PublishOperation operation)
    {
        while (!TryVerify(EntryOf(operation.Message.Exchange), operation))
        {
            // The entry was dropped between its look-up and its lock: the next look-up makes another.
        }
    }

    private bool TryVerify(ExchangeEntry entry, PublishOperation operation)
    {
        Exception? failure;
        var asks = false;
        lock (entry)
        {
            if (entry.IsDropped)
            {
                return false;
            }

            failure = dispatcher.FailureOfNow(operation) ?? entry.FailureOf(operation, settings.Time);
            if (failure is null && !entry.IsKnown)
            {
                dispatcher.ReserveOrder(operation);
                entry.Waiting.Append(operation);
                dispatcher.NoteWaiting(operation);
                asks = !entry.IsAsking;
                entry.IsAsking = true;
                operation = null!;
            }
        }

        if (failure is not null)
        {
            operation.Fail(failure);
        }
        else if (operation is not null)
        {
            dispatcher.Dispatch(operation);
        }
        else if (asks)
        {
            using (DefaultContext.Enter())
            {
                _ = AskAsync(entry);
            }
        }

        return true;
    }

    /// <summary>The exchange has just been declared.</summary>
    public void MarkKnown(string exchange)
    {
        var entry = EntryOf(exchange);
        lock (entry)
        {
            // Who waits for an answer is sent when it comes: the order of keys is kept. A dropped entry is asked for again.
            if (!entry.IsAsking && !entry.IsDropped)
            {
                entry.MarkKnown();
            }
        }
    }

    /// <summary>The broker closed a channel because of an exchange: what was known of it is not known any more.</summary>
    public void Invalidate(ChannelFault fault)
    {
        if (fault.Code is not (403 or 404))
        {
            return;
        }

        Volatile.Write(ref _lastKnown, null);
        if (BrokerText.Quoted(fault.Text, "exchange") is { } name && _entries.TryGetValue(name, out var entry))
        {
            lock (entry)
            {
                entry.Forget();
                if (fault.Code == 403 && !fault.Text.Contains("topic '", StringComparison.Ordinal))
                {
                    entry.Deny(fault, settings.Time);
                }
            }
        }

        Volatile.Write(ref _lastKnown, null);
    }

    public void Sweep(in WaitingSweep sweep)
    {
        foreach (var (_, entry) in _entries)
        {
            lock (entry)
            {
                sweep.Over(entry.Waiting);
            }
        }
    }

    public void TakeAll(OperationList into)
    {
        foreach (var (_, entry) in _entries)
        {
            lock (entry)
            {
                entry.Waiting.MoveAllTo(into);
            }
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    /// <summary>The entry of an exchange. Names come from outside the program: over the bound, entries are dropped, and their exchanges are asked for again.</summary>
    private ExchangeEntry EntryOf(string exchange)
    {
        if (_entries.TryGetValue(exchange, out var known))
        {
            return known;
        }

        if (_entries.Count >= Capacity)
        {
            Drop(known: false);
            if (_entries.Count >= Capacity)
            {
                Drop(known: true);
            }
        }

        return _entries.GetOrAdd(exchange, static (name, bytes) => new ExchangeEntry(name, bytes), dispatcher.BytesWaiting);
    }

    private void Drop(bool known)
    {
        foreach (var (name, entry) in _entries)
        {
            if (entry.IsKnown != known)
            {
                continue;
            }

            bool dropped;
            lock (entry)
            {
                dropped = entry.TryDropLocked();
            }

            if (dropped)
            {
                _entries.TryRemove(new KeyValuePair<string, ExchangeEntry>(name, entry));
            }
        }

        // Its entry may be gone: it is asked for by name again.
        Volatile.Write(ref _lastKnown, null);
    }

    private async Task AskAsync(ExchangeEntry entry)
    {
        var stop = _stopping.Token;
        try
        {
            while (true)
            {
                var session = await dispatcher.SessionAsync(stop).ConfigureAwait(false);
                try
                {
                    await session.RequestAsync((channel, token) => channel.ExchangeDeclarePassiveAsync(entry.Name, token), stop).ConfigureAwait(false);
                    SendWaiting(entry);
                    return;
                }
                catch (OperationInterruptedException exception) when (session.IsOpen && exception.ShutdownReason is { } reason)
                {
                    if (reason.ReplyCode == 404)
                    {
                        FailWaiting(entry);
                    }
                    else
                    {
                        // It may not be asked for. The messages themselves will tell.
                        SendWaiting(entry);
                    }

                    return;
                }
                catch (Exception exception) when (!stop.IsCancellationRequested)
                {
                    if (session is { IsOpen: true, IsBlocked: false })
                    {
                        // A request without an answer: a late one would be taken for the answer to the next.
                        session.Kill("a request was not answered", exception);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The publisher is closed, and fails what waits here.
            return;
        }
    }

    private void SendWaiting(ExchangeEntry entry)
    {
        while (true)
        {
            var waiting = new OperationList();
            lock (entry)
            {
                if (entry.Waiting.Count == 0)
                {
                    // Only now: who comes while the line is being sent goes to its end.
                    entry.MarkKnown();
                    return;
                }

                entry.Waiting.MoveAllTo(waiting);
            }

            while (waiting.TakeFirst() is { } operation)
            {
                dispatcher.Dispatch(operation);
            }
        }
    }

    private void FailWaiting(ExchangeEntry entry)
    {
        var waiting = new OperationList();
        lock (entry)
        {
            entry.NoteMissing(settings.Time);
            entry.Waiting.MoveAllTo(waiting);
        }

        while (waiting.TakeFirst() is { } operation)
        {
            operation.Fail(ChannelFault.ExchangeNotFound(operation, null));
        }
    }
}
