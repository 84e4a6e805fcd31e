using System.Diagnostics.CodeAnalysis;
using GoQueue.Delivery.Operations;
using GoQueue.Diagnostics;
using GoQueue.Messages;
using GoQueue.Publishing.Composition;

namespace GoQueue;

/// <summary>
/// One message in the making, as middleware sees it: what it is may be read, how it travels may be changed: by default it is as
/// call, event and publisher say. Pooled: valid until the publish is over. Not thread-safe.
/// </summary>
public abstract class PublishContext : IObservedMessage, ISendObserver
{
    private Dictionary<object, object?>? _items;
    private int _pendingSends;
    private volatile bool _hasEnded;

    private protected PublishContext()
    {
    }

    /// <summary>What is known of the event at compile time; <see langword="null"/> for an untyped message.</summary>
    public abstract EventDescriptor? Event { get; }

    /// <summary>The message itself where its kind is not known at compile time; <see langword="null"/> for an event.</summary>
    public virtual GoQueueMessage? UntypedMessage => null;

    /// <summary>The declared topic; for an event without one, the publisher's default exchange.</summary>
    public string Topic { get; internal set; } = "";

    /// <summary>The declared action; a template where the event's routing key is rendered from its members.</summary>
    public string Action { get; internal set; } = "";

    /// <summary>The declared version.</summary>
    public string Version { get; internal set; } = "";

    /// <summary>The message's id, 1 to 255 bytes of UTF-8.</summary>
    public string MessageId { get; set; } = "";

    /// <summary>The id that was made for the message; null where the caller gave one.</summary>
    internal string? GeneratedId { get; set; }

    /// <summary>The message's time.</summary>
    public DateTimeOffset Timestamp { get; set; }

    /// <summary>The exchange to send to, at most 255 bytes of UTF-8.</summary>
    public string Exchange { get; set; } = "";

    /// <summary>The routing key to send with, at most 255 bytes of UTF-8; no <c>*</c> and no <c>#</c>.</summary>
    public string RoutingKey { get; set; } = "";

    /// <summary>Ties the message to a conversation, or null.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>The id of what caused this message, or null.</summary>
    public string? CausationId { get; set; }

    /// <summary>The queue that a consumer shall answer to, or null.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>The message's priority, decided already by call, header <c>priority</c>, event and action prefix; what is set here wins over all of them.</summary>
    public EventPriority Priority { get; set; }

    /// <summary>How long a queue keeps the message; null = for ever.</summary>
    public TimeSpan? Expiration { get; set; }

    /// <summary>Messages with equal keys reach the broker in publish order; null = no order.</summary>
    public string? OrderingKey { get; set; }

    /// <summary>Whether an unroutable message is a failure.</summary>
    public bool Mandatory { get; set; }

    /// <summary>The bound on the whole publish; null = the publisher's.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>The user's headers. Reserved names are refused when the message is sent.</summary>
    public MessageHeaders Headers { get; } = new();

    /// <summary>The caller's token.</summary>
    public CancellationToken CancellationToken { get; internal set; }

    /// <summary>Where the message goes. For <see cref="PublishDestination.Outbox"/> nothing is confirmed when <c>next</c> has completed.</summary>
    public PublishDestination Destination => Observer is MessageTaker ? PublishDestination.Outbox : PublishDestination.Broker;

    /// <summary>
    /// The broker's confirmation, once <c>next</c> has completed; null before, and for a message that goes to the
    /// outbox (<see cref="Destination"/>).
    /// </summary>
    public PublishReceipt? Receipt { get; internal set; }

    /// <summary>Room for values that middleware hand to each other. Made at first use.</summary>
    public IDictionary<object, object?> Items => _items ??= [];

    internal bool IsSkipped { get; private set; }

    /// <summary>Whether a taker has the message.</summary>
    internal bool IsTaken { get; private set; }

    /// <summary>Who wants to know when the message is composed, or null.</summary>
    internal ICompositionObserver? Observer { get; set; }

    /// <summary>What this publisher has settled for messages of this kind.</summary>
    internal abstract EventPlan Plan { get; }

    /// <summary>
    /// Says that this message is not to be sent: the publish then succeeds with a receipt of 0 attempts. A middleware that neither calls <c>next</c> nor
    /// this fails the publish, because a forgotten <c>next</c> would lose messages in silence.
    /// </summary>
    public void Skip() => IsSkipped = true;

    /// <summary>Reads the event where it is a <typeparamref name="T"/>; no boxing for structs.</summary>
    /// <typeparam name="T">The event's type.</typeparam>
    /// <param name="message">The event.</param>
    /// <returns>Whether the message is a <typeparamref name="T"/>.</returns>
    public bool TryGetEvent<T>([MaybeNullWhen(false)] out T message)
        where T : IGoQueueEvent<T>
    {
        if (this is PublishContext<T> typed)
        {
            message = typed.Message;
            return true;
        }

        message = default;
        return false;
    }

    /// <summary>The media type of the data.</summary>
    internal virtual string DataContentType => Plan.DataContentType;

    /// <summary>The data before and after compression, of the one message that is composed at a time. Made at first use.</summary>
    internal PayloadBuffer DataBuffer => field ??= new PayloadBuffer();

    internal PayloadBuffer CompressedBuffer => field ??= new PayloadBuffer();

    internal PayloadBuffer EncryptedBuffer => field ??= new PayloadBuffer();

    /// <summary>Who observes this publish.</summary>
    internal PublishObservation Observation { get; set; }

    /// <summary>How often the message was handed on to be sent.</summary>
    internal int Sends { get; private set; }

    /// <summary>
    /// How many of those may still write their result to this context. Counted atomically: results of two sends may be
    /// read on two threads.
    /// </summary>
    internal int PendingSends => Volatile.Read(ref _pendingSends);

    internal void Sending()
    {
        Sends++;
        Interlocked.Increment(ref _pendingSends);
    }

    PublishObservation IObservedMessage.Observation
    {
        get => Observation;
        set => Observation = value;
    }

    string IObservedMessage.EventName => Plan.Name;

    string IObservedMessage.FormatName => Plan.Format.Name;

    bool IObservedMessage.TryWriteRedacted(PayloadBuffer output, bool showsUntyped) => TryWriteRedacted(output, showsUntyped);

    void ISendObserver.Confirmed(in PublishReceipt receipt) => Receipt = receipt;

    void ISendObserver.Sent() => Interlocked.Decrement(ref _pendingSends);

    internal void Taken()
    {
        Sends++;
        IsTaken = true;
    }

    /// <summary>
    /// The middleware chain has returned. True if the context may be used for another message: a chain that ended
    /// without a receipt, or with a send that it did not await, may have left code behind that calls <c>next</c> later,
    /// and that must not meet another message here.
    /// </summary>
    internal bool TryEnd()
    {
        _hasEnded = PendingSends > 0 || (Receipt is null && !IsTaken);
        return !_hasEnded;
    }

    /// <summary>Refuses a <c>next</c> that is called after its publish.</summary>
    internal void ThrowIfEnded()
    {
        if (_hasEnded)
        {
            throw new InvalidOperationException($"The publish of {Plan.Name}, {Identity}, has ended, so next sends nothing: await next before the middleware returns.");
        }
    }

    internal MessageIdentity Identity => new(string.IsNullOrEmpty(MessageId) ? null : MessageId, Topic, Action, Version) { PublisherName = Plan.Settings.Name };

    /// <summary>The event whatever its type, boxed where it is a struct; null for an untyped message. Not for the publish path.</summary>
    internal virtual object? BoxedEvent => null;

    /// <summary>Writes the event's data, by the event's own serializer.</summary>
    internal abstract void WriteData(PayloadBuffer output);

    /// <summary>Writes the data as JSON for logs, sensitive members masked; false where it cannot be shown.</summary>
    /// <param name="output">Takes the text.</param>
    /// <param name="showsUntyped">Whether data of which nothing is known is shown.</param>
    internal abstract bool TryWriteRedacted(PayloadBuffer output, bool showsUntyped);

    /// <summary>Empties it and gives it back to its pool.</summary>
    internal abstract void Return();

    /// <summary>Empties it for the next message.</summary>
    internal virtual void Clear()
    {
        Topic = Action = Version = MessageId = Exchange = RoutingKey = "";
        CorrelationId = CausationId = ReplyTo = OrderingKey = GeneratedId = null;
        Timestamp = default;
        Expiration = Timeout = null;
        Priority = EventPriority.Unspecified;
        Mandatory = IsSkipped = IsTaken = false;
        Receipt = null;
        CancellationToken = default;
        Observer = null;
        Observation = default;
        Sends = _pendingSends = 0;
        Headers.Clear();
        _items?.Clear();
    }
}
