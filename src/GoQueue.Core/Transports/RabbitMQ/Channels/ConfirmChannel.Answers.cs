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
        var properties = answer.BasicProperties;
        var returned = new ReturnedMessage(properties.MessageId, answer.Exchange, answer.RoutingKey, ReturnedMessage.RepetitionOf(properties.ClusterId), answer.ReplyCode);
        lock (_sync)
        {
            _ring.MarkReturned(returned);
        }

        return Task.CompletedTask;
    }

    private Task OnShutdownAsync(object sender, ShutdownEventArgs reason)
    {
        Close(_session.Fault ?? ChannelFault.From(reason, _session.IsEnding));
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
            operation.NoteAnswer();
            if (isAck)
            {
                operation.Confirm(_session.Queue.Results);
            }
            else
            {
                operation.Reject();
            }
        }

        if (_isQuarantine)
        {
            _transport.Quarantine.Wake();
        }

        if (isDone)
        {
            Close(ChannelFault.Retired);
        }
    }
}
