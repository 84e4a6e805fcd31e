using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Faults;

namespace GoQueue.Transports.RabbitMQ.Channels;

/// <summary>What is reported of messages that have no answer: because the channel ended, or because they could not be written.</summary>
internal sealed partial class ConfirmChannel
{
    /// <summary>
    /// Reports everything that was on a channel at its end, oldest first. If the broker refused one message, those before it are
    /// unknown, and those after it were discarded: the broker takes nothing more on a channel that it closes. For the same reason, what had not left was not stored.
    /// </summary>
    private void ReportLost(OperationChain unanswered, OperationChain unsent, OperationChain unwritten, ChannelFault fault)
    {
        _owner.ReleaseBytes(unanswered);
        _owner.ReleaseBytes(unsent);
        _owner.ReleaseBytes(unwritten);
        if (fault.RefusesOneMessage)
        {
            _owner.OnRefused(fault);
        }

        var offender = fault.IndexOfRefused(unanswered);
        for (var place = 0; unanswered.Take() is { } operation; place++)
        {
            switch (ChannelFault.GetFate(place, offender))
            {
                case UnansweredFate.Refused:
                    operation.Fail(fault.CreateRefusal(operation));
                    break;
                case UnansweredFate.Discarded:
                    operation.NotSent();
                    break;
                default:
                    ReportUnknown(operation, fault);
                    break;
            }
        }

        while (unsent.Take() is { } operation)
        {
            operation.NotSent();
        }

        while (unwritten.Take() is { } operation)
        {
            _owner.Reroute(operation);
        }
    }

    private void ReportUnknown(PublishOperation operation, ChannelFault fault)
    {
        if (fault.IsConfirmTimeout && HasWaitedTooLong(operation))
        {
            operation.Unanswered(_settings.AllowDuplicates, _settings.ConfirmTimeout);
            return;
        }

        if (fault.EndsConnection)
        {
            var sinceWrite = _settings.Time.GetElapsedTime(operation.WrittenAt, _endedAt);
            operation.MayBePoison |= PoisonEvidence.Get(operation).Note(_session.End, fault, _endedAt, sinceWrite, operation.Message.OrderingKey is not null);
        }

        operation.Lost(_settings.AllowDuplicates, fault.Cause, fault.Exception);
    }

    /// <summary>The message was not written, and is on the channel no more.</summary>
    private void ReportUnwritten(PublishOperation operation, WriteResult result, Exception? failure)
    {
        if (result == WriteResult.Settled)
        {
            _owner.Discard(operation);
        }
        else
        {
            _owner.ReleaseBytes(operation);
            operation.Refuse(failure!.Message, failure);
        }

        bool isDone;
        lock (_sync)
        {
            isDone = _retiring && _load == 0;
        }

        if (isDone)
        {
            Close(ChannelFault.Retired);
        }
    }
}
