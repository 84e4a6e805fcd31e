using System.Collections.Concurrent;
using GoQueue.Delivery.Deduplication;
using GoQueue.Messages;

namespace GoQueue.Delivery.Operations;

/// <summary>
/// The message ids of one publisher that are in use. An id is held while a caller waits for its message, so that a
/// second message with id, topic and action of the first is refused. An id is on the wire while the broker may still
/// answer: a message that meets another one with its id there gets a number, because a return of the broker names only
/// the message. Thread-safe.
/// </summary>
internal sealed class MessageIdsInUse
{
    private readonly ConcurrentDictionary<MessageKey, byte> _held = new();
    private readonly Lock _sync = new();
    private readonly Dictionary<WireKey, (int Count, int Next)> _onWire = [];

    /// <summary>How many ids are held and on the wire.</summary>
    public (int Held, int OnWire) Count
    {
        get
        {
            lock (_sync)
            {
                return (_held.Count, _onWire.Count);
            }
        }
    }

    /// <summary>False if a caller waits for a message with this id, topic and action.</summary>
    public bool TryHold(OutgoingMessage message) => _held.TryAdd(KeyOf(message), 0);

    public void Release(OutgoingMessage message) => _held.TryRemove(KeyOf(message), out _);

    /// <summary>
    /// The message is going to be written, or may still be answered. Returns its number among those that a return could
    /// mean: 0 = the only one.
    /// </summary>
    public int Enter(OutgoingMessage message)
    {
        lock (_sync)
        {
            var key = WireKeyOf(message);
            var (count, next) = _onWire.GetValueOrDefault(key);
            _onWire[key] = (count + 1, next + 1);
            return next;
        }
    }

    /// <summary>The broker will not answer it any more.</summary>
    public void Leave(OutgoingMessage message)
    {
        lock (_sync)
        {
            var key = WireKeyOf(message);
            var (count, next) = _onWire[key];
            if (count == 1)
            {
                _onWire.Remove(key);
            }
            else
            {
                _onWire[key] = (count - 1, next);
            }
        }
    }

    private static MessageKey KeyOf(OutgoingMessage message) => new(message.MessageId, message.Topic, message.Action);

    private static WireKey WireKeyOf(OutgoingMessage message) => new(message.MessageId, message.Exchange, message.RoutingKey);

    /// <summary>What a return of the broker names.</summary>
    private readonly record struct WireKey(string MessageId, string Exchange, string RoutingKey);
}
