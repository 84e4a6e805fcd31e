using GoQueue.Operations;
using GoQueue.RabbitMQ.Confirms;
using RabbitMQ.Client.Events;

namespace GoQueue.RabbitMQ.Channels;

/// <summary>
/// The answering side. Runs on the client's read loop, which serves the whole connection: constant work per message, no waiting, none of
/// the user's code.
/// </summary>
internal sealed partial class ConfirmChannel
{
    private Task OnAckAsync(object sender, BasicAckEventArgs answer)
    {
        Answer(answer.DeliveryTag, answer.Multiple, isAck: true);
        return Task.CompletedTask;
    }

    private Task OnNackAsync(object sender, BasicNackEventArgs answer)
    {
        Answer(answer.DeliveryTag, answer.Multiple, isAck: false);
        return Task.CompletedTask;
    }

    // A return comes before its confirm, but not next to it (rabbit_channel.erl, 3.10): only marked here.
    private Task OnReturnAsync(object sender, BasicReturnEventArgs answer)
    {
        lock (_sync)
        {
            _ring.MarkReturned(answer.BasicProperties.MessageId, answer.ReplyCode);
        }

        return Task.CompletedTask;
    }

    private Task OnShutdownAsync(object sender, ShutdownEventArgs reason)
    {
        Close(_session.Fault ?? ChannelFault.From(reason));
        return Task.CompletedTask;
    }

    private void Answer(ulong tag, bool multiple, bool isAck)
    {
        var answered = default(OperationChain);
        bool isKnown;
        bool isDone;
        lock (_sync)
        {
            if (_fault is not null)
            {
                return;
            }

            isKnown = _ring.TryTake(tag, multiple, ref answered);
            Volatile.Write(ref _load, _load - answered.Count);
            if (!isAck && !_retiring && _patience.IsOver())
            {
                _retiring = true;
                _retiringSince = _tick;
            }

            isDone = _retiring && _load == 0;
        }

        if (!isKnown)
        {
            Close(ChannelFault.Lost($"the broker confirmed message {tag}, which was never sent on this channel", null));
            return;
        }

        var now = _settings.Time.GetTimestamp();
        _session.NoteAnswer(now);
        _transport.NoteConfirm(now);
        _transport.Release(answered);
        while (answered.Take() is { } operation)
        {
            if (isAck)
            {
                operation.Confirm(_session.Queue.Results);
            }
            else
            {
                operation.Reject();
            }
        }

        if (isDone)
        {
            Close(ChannelFault.Retired);
        }
    }

    /// <summary>
    /// Reports everything that was on a channel at its end, oldest first, but the message that is being written. Where the broker refused one message, those before it are
    /// unknown, and those after it were discarded: the broker takes nothing more on a channel that it closes.
    /// </summary>
    /// <returns>What became of the message that is being written, if it was written.</returns>
    private Verdict ReportLost(OperationChain unanswered, OperationChain unwritten, PublishOperation? writing, ChannelFault fault)
    {
        _transport.Release(unanswered);
        _transport.Release(unwritten);
        if (fault.HasOffender)
        {
            _transport.Exchanges.Distrust(fault);
        }

        var offender = fault.PlaceOfOffender(unanswered, writing);
        var place = 0;
        for (; unanswered.Take() is { } operation; place++)
        {
            switch (ChannelFault.Judge(place, offender))
            {
                case Verdict.Refused:
                    operation.Fail(fault.ForOffender(operation));
                    break;
                case Verdict.Discarded:
                    operation.NotSent();
                    break;
                default:
                    ReportUnknown(operation, fault);
                    break;
            }
        }

        while (unwritten.Take() is { } operation)
        {
            _transport.Reroute(operation);
        }

        return ChannelFault.Judge(place, offender);
    }

    private void ReportUnknown(PublishOperation operation, ChannelFault fault)
    {
        if (fault.HasPoison && _isQuarantine)
        {
            operation.Fail(fault.ForPoison(operation));
        }
        else if (fault.IsConfirmTimeout && HasWaitedTooLong(operation))
        {
            operation.Unanswered(_settings.AllowDuplicates, _settings.ConfirmTimeout);
        }
        else
        {
            operation.IsSuspect |= fault.HasPoison;
            operation.Lost(_settings.AllowDuplicates, fault.Cause, fault.Exception);
        }
    }
}
