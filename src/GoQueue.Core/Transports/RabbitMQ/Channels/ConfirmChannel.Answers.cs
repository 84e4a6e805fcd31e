using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Faults;
using GoQueue.Transports.RabbitMQ.Wire;

namespace GoQueue.Transports.RabbitMQ.Channels;

/// <summary>
/// The answering side. Runs on the thread that reads the whole connection: constant work per message, no waiting, none of
/// the user's code.
/// </summary>
internal sealed partial class ConfirmChannel
{
    // A return comes before its confirm, but not next to it (rabbit_channel.erl, 3.10): only marked here.
    void IPublishReceiver.OnReturn(in WireReturn returned)
    {
        var message = new ReturnedMessage(returned.MessageId, returned.Exchange, returned.RoutingKey, ReturnedMessage.RepetitionOf(returned.ClusterId), returned.Code);
        lock (_sync)
        {
            _ring.MarkReturned(message);
        }
    }

    void IPublishReceiver.OnFlow(bool isActive)
    {
        _isPaused = !isActive;
        if (isActive)
        {
            while (WriteKept())
            {
            }

            _channel.Flush();
            _owner.OnRoom();
        }
    }

    void IPublishReceiver.OnClosed(WireEnd end, long left) => Close(_session.Fault ?? ChannelFault.From(end), left);

    void IPublishReceiver.OnAnswer(ulong tag, bool multiple, bool isAck)
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
            if (!isAck && !_retiring && _backoff.ShouldReplace())
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
        _owner.NoteConfirm(now);
        _owner.ReleaseBytes(answered);
        while (answered.Take() is { } operation)
        {
            operation.NoteAnswer();
            if (isAck)
            {
                operation.Confirm(_session.Results);
            }
            else
            {
                operation.Reject();
            }
        }

        if (_isIsolating)
        {
            _owner.OnIsolatedAnswered();
        }

        if (isDone)
        {
            Close(ChannelFault.Retired);
        }
    }
}
