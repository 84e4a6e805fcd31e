using System.Collections.Concurrent;
using System.Diagnostics;

namespace GoQueue.Brokers.Delivery;

/// <summary>The book of all publish calls of a run. Thread-safe.</summary>
/// <example><code>
/// LedgerMessage message = ledger.Begin(orderingKey: "customer-7");
/// try
/// {
///     var receipt = await publisher.PublishAsync(ToEvent(message));
///     ledger.End(message, DeliveryOutcome.Acknowledged, receipt.MessageId, receipt.Attempts);
/// }
/// catch (PublishException exception)
/// {
///     ledger.End(message, ToOutcome(exception), exception.MessageId, exception.Attempts, exception.GetType().Name);
/// }
/// </code></example>
public sealed class DeliveryLedger
{
    private readonly ConcurrentDictionary<long, Entry> _entries = new();
    private long _numbers;

    /// <summary>How many calls began.</summary>
    public int Begun => _entries.Count;

    /// <summary>Takes the next message and notes that its call begins now.</summary>
    /// <param name="orderingKey">Its ordering key; empty for none. Messages of one key must be taken and published one after the other.</param>
    /// <param name="payloadLength">The length of its filler in characters.</param>
    public LedgerMessage Begin(string orderingKey = "", int payloadLength = 64)
    {
        LedgerMessage message = LedgerMessage.Create(Interlocked.Increment(ref _numbers), orderingKey, payloadLength);
        _entries[message.Number] = new Entry(message, Stopwatch.GetTimestamp(), null);
        return message;
    }

    /// <summary>Notes how the call ended.</summary>
    /// <param name="message">The message of <see cref="Begin"/>.</param>
    /// <param name="outcome">What the publisher said.</param>
    /// <param name="messageId">The id that the publisher told; null when it told none.</param>
    /// <param name="attempts">How often it was handed to a connection.</param>
    /// <param name="failure">What it failed with; null on success.</param>
    /// <exception cref="InvalidOperationException">The call had ended already: no operation may be completed twice.</exception>
    public void End(LedgerMessage message, DeliveryOutcome outcome, string? messageId, int attempts, string? failure = null)
    {
        Entry begun = _entries[message.Number];
        var call = new PublishCall
        {
            Message = message,
            Outcome = outcome,
            MessageId = messageId,
            Attempts = attempts,
            Failure = failure,
            Duration = Stopwatch.GetElapsedTime(begun.Started),
        };
        if (begun.Ended is not null || !_entries.TryUpdate(message.Number, begun with { Ended = call }, begun))
        {
            throw new InvalidOperationException($"The publish call of message {message.Number} ended twice: first {begun.Ended?.Outcome}, then {outcome}.");
        }
    }

    /// <summary>All calls so far, in the order in which they began.</summary>
    public IReadOnlyList<PublishCall> Close() =>
    [
        .. _entries.Values
            .Select(static entry => entry.Ended ?? new PublishCall { Message = entry.Message, Duration = Stopwatch.GetElapsedTime(entry.Started) })
            .OrderBy(static call => call.Message.Number),
    ];

    private sealed record Entry(LedgerMessage Message, long Started, PublishCall? Ended);
}
