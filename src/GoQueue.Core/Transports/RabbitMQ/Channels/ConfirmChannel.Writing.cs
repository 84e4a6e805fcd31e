using System.Diagnostics;
using GoQueue.Execution;
using GoQueue.Operations;
using GoQueue.RabbitMQ.Confirms;
using GoQueue.RabbitMQ.Sockets;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Channels;

/// <summary>The writing side: one caller at a time, and what he finds in the intake when he is done.</summary>
internal sealed partial class ConfirmChannel
{
    // Whoever writes for others is kept from his own work meanwhile: a caller of PublishAsync, or the turns of the other channels.
    private const int MostWritesAtOnce = 32;

    /// <summary>
    /// Gives the message its number, before it is written: its confirm may come before the write returns. False where the caller has his result
    /// already; the message is to be let go then, without the lock. Under the lock.
    /// </summary>
    private bool TryRegister(PublishOperation operation)
    {
        if (!operation.TryBeginAttempt())
        {
            Volatile.Write(ref _load, _load - 1);
            return false;
        }

        operation.SentTick = _tick;
        operation.WrittenAt = _settings.Time.GetTimestamp();
        _writingTag = _ring.Add(operation);
        WatchDeadline(operation.Deadline);
        return true;
    }

    /// <param name="operation">The first message.</param>
    /// <param name="tag">Its number.</param>
    /// <param name="isNew">Whether a caller brought it; if not, it is this channel's turn, and it may take all the room there is.</param>
    private void WriteAll(PublishOperation operation, ulong tag, bool isNew)
    {
        for (var writes = 1; ; writes++)
        {
            var write = Write(operation);
            if (!write.IsCompleted)
            {
                // It goes on to write other callers' messages, for as long as the client's queue is full.
                using (DefaultContext.Enter())
                {
                    _ = FinishWriteAsync(write, tag, isNew);
                }

                return;
            }

            Exception? failure = null;
            try
            {
                write.GetAwaiter().GetResult();
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            if (failure is null && _session.Queue.Entered())
            {
                writes += ClientQueue.Worthwhile;
            }

            if (!TryContinue(tag, failure, isNew, isLast: writes >= MostWritesAtOnce, out operation!, out tag))
            {
                return;
            }
        }
    }

    /// <summary>The client's queue to its socket is full: the next message is written when it has taken this one.</summary>
    private async Task FinishWriteAsync(ValueTask write, ulong tag, bool isNew)
    {
        Exception? failure = null;
        try
        {
            await write.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        if (TryContinue(tag, failure, isNew, isLast: false, out var operation, out tag))
        {
            WriteAll(operation!, tag, isNew);
        }
    }

    private ValueTask Write(PublishOperation operation)
    {
        try
        {
            var message = operation.Message;
            var properties = _properties.Of(message, _settings.Immediate);
            if (operation.HeaderBound > _session.HeaderLimit && MessageProperties.EncodedLength(properties) is var length && length > _session.HeaderLimit)
            {
                return ValueTask.FromException(new HeaderTooLargeException(length, _session.HeaderLimit));
            }

            if (ClientTracing.IsOn)
            {
                return WriteTraced(operation, properties);
            }

            // The token ends the write when the connection dies: without one, RabbitMQ.Client 7.2.2 may never return from here (its issue 1930).
            return _channel.BasicPublishAsync(message.Exchange, message.RoutingKey, message.Mandatory, properties, message.Body.WrittenMemory, _epoch.Token);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(exception);
        }
    }

    /// <summary>
    /// The client makes the current activity the parent of its span, and puts that into the message. Whoever writes may write for others, so that his own
    /// context says nothing.
    /// </summary>
    private ValueTask WriteTraced(PublishOperation operation, BasicProperties properties)
    {
        var message = operation.Message;
        var current = Activity.Current;
        Activity.Current = operation.Observation.ClientParent;
        try
        {
            return _channel.BasicPublishAsync(message.Exchange, message.RoutingKey, message.Mandatory, properties, message.Body.WrittenMemory, _epoch.Token);
        }
        finally
        {
            Activity.Current = current;
        }
    }

    /// <summary>
    /// After a write: settles a message that was not taken, and picks the next one. The message itself must not be touched where the write
    /// succeeded: its confirm may have come, and it may be another message by now.
    /// </summary>
    private bool TryContinue(ulong tag, Exception? failure, bool isNew, bool isLast, out PublishOperation? next, out ulong nextTag)
    {
        PublishOperation? left = null;
        ChannelFault? fault;
        if (failure is not null)
        {
            _session.Queue.Leave();
        }

        lock (_sync)
        {
            fault = _fault;
            _writingTag = 0;
            if (fault is not null)
            {
                // The channel ended meanwhile. Everything else on it is older, and is reported first.
                left = TakeBack(tag);
                if (!_isReported)
                {
                    (_last, _lastFailure, left) = (left, failure, null);
                }

                _writing = false;
                Volatile.Write(ref _load, 0);
                StopTimer();
            }
            else if (failure is not null)
            {
                left = TakeBack(tag);
                Volatile.Write(ref _load, _load - (left is null ? 0 : 1));
            }
        }

        if (left is null)
        {
            // Written, or answered already.
        }
        else if (fault is null)
        {
            ReportUnwritten(left, failure!);
        }
        else
        {
            ReportLast(left, failure, fault);
        }

        return TryTakeNext(fault, isNew, isLast, out next, out nextTag);
    }

    /// <summary>The message that was written last, out of the ring; null where the broker has answered it. Under the lock.</summary>
    private PublishOperation? TakeBack(ulong tag)
    {
        if (_ring.Find(tag) is not { } operation)
        {
            return null;
        }

        _ring.RemoveNewest(tag);
        return operation;
    }

    private bool TryTakeNext(ChannelFault? fault, bool isNew, bool isLast, out PublishOperation? next, out ulong nextTag)
    {
        next = null;
        nextTag = 0;
        if (fault is not null)
        {
            _writerLeft.TrySetResult();
            return false;
        }

        var isKept = false;
        var isDone = false;
        var settled = default(OperationChain);
        lock (_sync)
        {
            while (next is null && _fault is null && _intake.Count > 0)
            {
                if (isLast || !_session.Queue.TryEnter(isNew))
                {
                    isKept = true;
                    break;
                }

                var waiting = _intake.TakeFirst()!;
                if (TryRegister(waiting))
                {
                    next = waiting;
                    nextTag = _writingTag;
                }
                else
                {
                    settled.Add(waiting);
                }
            }

            _writing = next is not null;
            if (_writing)
            {
                // Its writer goes on.
            }
            else if (_fault is not null)
            {
                Volatile.Write(ref _load, 0);
                StopTimer();
                _writerLeft.TrySetResult();
            }
            else if (_retiring && _load == 0)
            {
                isDone = true;
            }
        }

        while (settled.Take() is { } operation)
        {
            _session.Queue.Leave();
            _transport.Discard(operation);
        }

        if (isKept)
        {
            _session.Queue.WantRoom();
        }

        if (isDone)
        {
            Close(ChannelFault.Retired);
        }

        return next is not null;
    }
}
