using GoQueue.Operations;
using GoQueue.RabbitMQ.Confirms;
using RabbitMQ.Client.Exceptions;

namespace GoQueue.RabbitMQ.Channels;

/// <summary>What is said of messages that have no answer: because the channel ended, or because the client did not take them.</summary>
internal sealed partial class ConfirmChannel
{
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
        if (fault.IsConfirmTimeout && HasWaitedTooLong(operation))
        {
            operation.Unanswered(_settings.AllowDuplicates, _settings.ConfirmTimeout);
        }
        else
        {
            NoteEnd(operation, fault);
            operation.Lost(_settings.AllowDuplicates, fault.Cause, fault.Exception);
        }
    }

    private void NoteEnd(PublishOperation operation, ChannelFault fault)
    {
        if (fault.EndsConnection)
        {
            var sinceWrite = _settings.Time.GetElapsedTime(operation.WrittenAt, _endedAt);
            operation.IsSuspect |= Suspicion.Get(operation).Note(_session.End, fault, _endedAt, sinceWrite, operation.Message.OrderingKey is not null);
        }
    }

    /// <summary>The client did not take the message: nothing was sent.</summary>
    private void ReportUnwritten(PublishOperation operation, Exception failure)
    {
        _transport.Release(operation);
        switch (failure)
        {
            case AlreadyClosedException or OperationCanceledException or System.Threading.Channels.ChannelClosedException:
                // The channel's end is known here before its event. Said first, or the message would come straight back; with the broker's reason where there is one, or what it cannot read would go out again among others.
                Close(_session.Fault ?? (failure is AlreadyClosedException { ShutdownReason: { } reason } ? ChannelFault.From(reason, _session.IsEnding) : ChannelFault.Lost("the connection was lost", failure)));
                operation.NotSent();
                break;
            case ObjectDisposedException:
                // Thrown after the frame was queued, too: the one case where the client does not know.
                var fault = _session.Fault ?? ChannelFault.Lost("the connection was lost", failure);
                Close(fault);
                NoteEnd(operation, fault);
                operation.Lost(_settings.AllowDuplicates, fault.Cause, failure);
                break;
            case var _ when !IsSurelyUnsent(failure):
                // It may be a listener's, thrown when the frame was queued: then the broker counts the message, and its numbers are not ours any more. Not sent again: it could do the same each time.
                _session.Kill("a message could not be written, or a listener of the client's spans failed", failure);
                Close(_session.Fault ?? ChannelFault.Lost("the connection was lost", failure));
                operation.Lost(mayResend: false, $"writing it failed ({BrokerText.Clean(failure.Message)}), or a listener of RabbitMQ.Client's spans did.", failure);
                break;
            default:
                operation.Refuse(failure.Message, failure);
                break;
        }
    }

    /// <summary>Whether the client threw this before it queued the frame.</summary>
    private static bool IsSurelyUnsent(Exception failure) => failure is AlreadyClosedException or OperationCanceledException or System.Threading.Channels.ChannelClosedException or HeaderTooLargeException
        || (failure is not ObjectDisposedException && !ClientTracing.IsOn);

    /// <summary>The message that was being written when the channel ended.</summary>
    private void ReportLast(PublishOperation operation, Exception? failure, ChannelFault fault)
    {
        _transport.Release(operation);
        if (_lastVerdict == Verdict.Discarded || (failure is not null && IsSurelyUnsent(failure)))
        {
            operation.NotSent();
        }
        else if (_lastVerdict == Verdict.Refused)
        {
            operation.Fail(fault.ForOffender(operation));
        }
        else
        {
            NoteEnd(operation, fault);
            operation.Lost(_settings.AllowDuplicates, fault.Cause, fault.Exception);
        }
    }
}
