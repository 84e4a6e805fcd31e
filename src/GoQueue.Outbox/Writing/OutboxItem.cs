using GoQueue.Outbox.Envelopes;
using GoQueue.Outbox.Stores;

namespace GoQueue.Outbox.Writing;

/// <summary>Collects the rows of one call while its messages are composed. Not thread-safe.</summary>
internal sealed class OutboxItem(GoQueuePublisher publisher) : MessageTaker, IBatchSink
{
    private const short Slots = 16;

    private static int s_nextSlot;

    private RowToWrite _first;
    private List<RowToWrite>? _all;

    public int Count { get; private set; }

    public RowToWrite this[int index] => index == 0 ? _first : _all![index];

    public override void Take(OutgoingMessage message)
    {
        long? keyHash = message.OrderingKey is { } key ? StableHash.Of(key) : null;
        var slot = (short)(keyHash is { } hash ? hash & (Slots - 1) : Interlocked.Increment(ref s_nextSlot) & (Slots - 1));
        Add(new RowToWrite(
            slot, message.MessageId, message.Topic, message.Action, keyHash, EnvelopeWriter.Write(message, keyHash), message.Body.WrittenSpan.ToArray()));
    }

    public ValueTask<PublishReceipt> Publish<T>(T message, PublishOptions? options, CancellationToken cancellationToken)
        where T : IGoQueueEvent<T>
        => publisher.HandTo(this, message, options, cancellationToken);

    public ValueTask<PublishReceipt> Publish(GoQueueMessage message, PublishOptions? options, CancellationToken cancellationToken) =>
        publisher.HandTo(this, message, options, cancellationToken);

    public ValueTask<PublishReceipt> Publish(IGoQueueEvent message, PublishOptions? options, CancellationToken cancellationToken) =>
        EventDescriptor.Of(message, options?.MessageId).PublishTo(this, message, options, cancellationToken);

    private void Add(in RowToWrite row)
    {
        if (Count == 0)
        {
            _first = row;
        }
        else
        {
            (_all ??= [_first]).Add(row);
        }

        Count++;
    }
}
