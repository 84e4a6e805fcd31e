using System.Globalization;
using System.Text;
using GoQueue.Brokers.Scripted;

namespace GoQueue.RabbitMQ.Tests.Faults.Schedules;

/// <summary>
/// A random schedule of answers to a handful of messages: acks and nacks, single and multiple, out of order and twice, returns, answers for
/// messages that were never sent, ends of channels and connections. What it says is noted with the message it is said of.
/// </summary>
internal sealed class Schedule
{
    private readonly Lock _lock = new();
    private readonly Random _random;
    private readonly bool _allowsDuplicates;
    private readonly Dictionary<string, MessageFate> _fates = [];
    private readonly List<PlayedCopy> _open = [];
    private readonly List<PlayedCopy> _answered = [];
    private readonly HashSet<ScriptedChannel> _dead = [];
    private readonly List<(string Act, int Channel, ulong Tag)> _played = [];
    private readonly List<string> _violations = [];
    private readonly bool _isEager;
    private int _expected;
    private int _endsLeft;
    private bool _acksAll;

    public Schedule(int seed, int number, bool allowsDuplicates)
    {
        _random = new Random(HashCode.Combine(seed, number));
        _allowsDuplicates = allowsDuplicates;
        Ids = [.. Enumerable.Range(0, 1 + _random.Next(24)).Select(index => string.Create(CultureInfo.InvariantCulture, $"{number}-{index}"))];
        foreach (string id in Ids)
        {
            _fates[id] = new MessageFate();
        }

        _expected = Ids.Length;
        _isEager = _random.Next(3) == 0;
        _endsLeft = _random.Next(30) switch { 0 => 3, < 6 => 1, _ => 0 };
    }

    /// <summary>The ids of the messages to publish.</summary>
    public string[] Ids { get; }

    /// <summary>Whether it ended a channel or a connection.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The broker's script.</summary>
    public void Receive(ReceivedPublish publish)
    {
        lock (_lock)
        {
            if (!_fates.TryGetValue(publish.MessageId, out MessageFate? fate))
            {
                _violations.Add($"{publish.MessageId} came after its call had ended");
                publish.Ack();
                return;
            }

            var copy = new PlayedCopy(publish);
            if (fate.Add(copy, _allowsDuplicates) is { } violation)
            {
                _violations.Add($"{publish.MessageId} {violation}");
            }

            if (_dead.Contains(publish.Channel))
            {
                // The publisher has not noticed the end yet: this copy shares it.
                copy.IsLost = true;
                fate.HasRace = true;
            }
            else if (_acksAll)
            {
                Note("ack", copy);
                publish.Ack();
                copy.Answer = true;
            }
            else
            {
                _open.Add(copy);
                if (_open.Count == _expected)
                {
                    Play();
                }
                else if (_isEager && _random.Next(3) == 0)
                {
                    Answer();
                }
            }
        }
    }

    /// <summary>Compares all calls with the model. Empty when they agree.</summary>
    public string Compare(IReadOnlyList<Task<PublishReceipt>> calls)
    {
        lock (_lock)
        {
            for (int index = 0; index < Ids.Length; index++)
            {
                string? difference = calls[index].IsCompleted ? _fates[Ids[index]].Compare(calls[index], _allowsDuplicates) : "never ended";
                if (difference is not null)
                {
                    _violations.Add($"{Ids[index]} {difference}");
                }
            }

            return _violations.Count == 0 ? "" : Describe();
        }
    }

    private void Play()
    {
        while (_open.Count > 0)
        {
            bool ends = _endsLeft > 0 && _random.Next(6) == 0;
            if (!ends)
            {
                Answer();
                continue;
            }

            _endsLeft--;
            HasEnded = true;
            End();
            if (_acksAll || (_expected > _open.Count && _random.Next(2) == 0))
            {
                // The rest is answered when the resent ones are here again.
                return;
            }
        }
    }

    private void Answer()
    {
        PlayedCopy chosen = _open[_random.Next(_open.Count)];
        ScriptedChannel channel = chosen.Publish.Channel;
        switch (_random.Next(20))
        {
            case < 8:
                Note("ack", chosen);
                chosen.Publish.Ack();
                Settle(chosen, isAck: true);
                break;
            case < 11:
                Note("nack", chosen);
                chosen.Publish.Nack();
                Settle(chosen, isAck: false);
                break;
            case < 14:
                Note("ack multiple", chosen);
                chosen.Publish.Ack(multiple: true);
                SettleUpTo(chosen, isAck: true);
                break;
            case 14:
                Note("nack multiple", chosen);
                chosen.Publish.Nack(multiple: true);
                SettleUpTo(chosen, isAck: false);
                break;
            case 15:
                Note("ack all (tag 0)", chosen);
                // Tag 0 is everything that the publisher has in flight on the channel, so everything must be here.
                if (_open.Count == _expected)
                {
                    channel.Ack(0, multiple: true);
                    SettleWhere(copy => copy.Publish.Channel == channel, isAck: true);
                }

                break;
            case < 18 when !chosen.IsReturned:
                Note("return", chosen);
                chosen.Publish.Return();
                chosen.IsReturned = true;
                break;
            default:
                if (_answered.FindLast(copy => !_dead.Contains(copy.Publish.Channel) && !copy.Publish.Channel.IsClosed) is { } before)
                {
                    bool isAck = _random.Next(2) == 0;
                    Note(isAck ? "late ack" : "late nack", before);
                    if (isAck)
                    {
                        before.Publish.Ack();
                    }
                    else
                    {
                        before.Publish.Nack();
                    }
                }

                break;
        }
    }

    private void End()
    {
        PlayedCopy chosen = _open[_random.Next(_open.Count)];
        ScriptedChannel channel = chosen.Publish.Channel;
        ScriptedConnection connection = channel.Connection;
        if (_open.Count < _expected)
        {
            foreach (MessageFate fate in _fates.Values)
            {
                fate.HasRace = true;
            }
        }

        switch (_random.Next(7))
        {
            case 0:
                Note("channel.close 541", chosen);
                channel.Close(541, "INTERNAL_ERROR");
                Lose(copy => copy.Publish.Channel == channel);
                break;
            case 1:
                Note("channel.close 506", chosen);
                channel.Close(506, "RESOURCE_ERROR");
                Lose(copy => copy.Publish.Channel == channel);
                break;
            case 2:
                Note("ack of a tag never sent", chosen);
                channel.Ack(channel.Published + 1_000_000);
                Lose(copy => copy.Publish.Channel == channel);
                break;
            case 3:
                Note("connection.close 320", chosen);
                connection.Close(320, "CONNECTION_FORCED");
                LoseConnection(connection);
                break;
            case 4:
                Note("FIN", chosen);
                connection.End(SocketEnd.Fin);
                LoseConnection(connection);
                break;
            case 5:
                Note("FIN inside an ack", chosen);
                // The cut counts what is still in the broker's output, too.
                connection.CutAfter(1 + _random.Next(20), SocketEnd.Fin);
                chosen.Publish.Ack();
                LoseUncertain(connection);
                break;
            default:
                // A reset overtakes what was sent before it.
                Note("RST", chosen);
                connection.End(SocketEnd.Reset);
                LoseUncertain(connection);
                break;
        }
    }

    /// <summary>Nobody can say which of the answers arrived.</summary>
    private void LoseUncertain(ScriptedConnection connection)
    {
        foreach (PlayedCopy answered in _answered)
        {
            answered.MayBeLost |= answered.Publish.Connection == connection;
        }

        LoseConnection(connection);
        _acksAll = true;
    }

    private void LoseConnection(ScriptedConnection connection)
    {
        _dead.UnionWith(connection.Channels);
        Lose(copy => copy.Publish.Connection == connection);
    }

    private void Lose(Predicate<PlayedCopy> isLost)
    {
        foreach (PlayedCopy copy in _open.FindAll(isLost))
        {
            copy.IsLost = true;
            _dead.Add(copy.Publish.Channel);
            if (!_allowsDuplicates)
            {
                _expected--;
            }
        }

        _open.RemoveAll(isLost);
    }

    private void Settle(PlayedCopy copy, bool isAck)
    {
        copy.Answer = isAck;
        _open.Remove(copy);
        _answered.Add(copy);
        _expected--;
    }

    private void SettleUpTo(PlayedCopy chosen, bool isAck) =>
        SettleWhere(copy => copy.Publish.Channel == chosen.Publish.Channel && copy.Publish.Tag <= chosen.Publish.Tag, isAck);

    private void SettleWhere(Predicate<PlayedCopy> isMeant, bool isAck)
    {
        foreach (PlayedCopy copy in _open.FindAll(isMeant))
        {
            Settle(copy, isAck);
        }
    }

    private void Note(string act, PlayedCopy copy) => _played.Add((act, copy.Publish.Channel.Number, copy.Publish.Tag));

    private string Describe()
    {
        var text = new StringBuilder();
        text.AppendJoin("; ", _violations.Take(5)).Append(CultureInfo.InvariantCulture, $" ({_violations.Count} in all; {Ids.Length} messages). Played:");
        foreach ((string act, int channel, ulong tag) in _played)
        {
            text.Append(CultureInfo.InvariantCulture, $" [{act} {channel}/{tag}]");
        }

        return text.ToString();
    }
}
