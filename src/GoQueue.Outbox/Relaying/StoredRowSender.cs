using System.Globalization;
using GoQueue.Outbox.Envelopes;

namespace GoQueue.Outbox.Relaying;

/// <summary>Sends rows over a publisher's transport. Not thread-safe.</summary>
internal sealed class StoredRowSender(StoredMessages messages, KeyOrder order, bool publishExpired, TimeProvider time) : IRowSender
{
    // An outage is the relay's concern: what waits in the transport goes on when it is over.
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(10);

    private readonly EnvelopeReader _reader = new();

    public event Action? StateChanged
    {
        add => messages.StateChanged += value;
        remove => messages.StateChanged -= value;
    }

    public PublisherState State => messages.Status.State;

    public string? Reason => messages.Status.Reason;

    public SendFault Send(RelayRow row, BrokenRoutes? routes, CancellationToken cancellationToken)
    {
        var operation = messages.Rent();
        var message = operation.Message;
        var fault = _reader.Read(row.Envelope, row.Body, message) switch
        {
            EnvelopeFault.UnknownVersion => SendFault.UnknownVersion,
            EnvelopeFault.Corrupt => SendFault.Corrupt,
            _ => FaultOf(row, message, routes),
        };
        (row.MessageId, row.Topic, row.Action) = (message.MessageId, message.Topic, message.Action);
        (row.Exchange, row.RoutingKey) = (message.Exchange, message.RoutingKey);
        if (fault != SendFault.None)
        {
            operation.Abandon();
            return fault;
        }

        if (order == KeyOrder.WhenNothingFails && row.Gate is { } gate)
        {
            message.OrderingKey = gate.Hash.ToString(CultureInfo.InvariantCulture);
        }

        row.Await(messages.Send(operation, s_timeout, cancellationToken));
        return SendFault.None;
    }

    private SendFault FaultOf(RelayRow row, OutgoingMessage message, BrokenRoutes? routes)
    {
        if (!publishExpired
            && row.HeldId == 0
            && message.Expiration is { } text
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && row.AgeAt(time.GetTimestamp(), time).TotalMilliseconds > milliseconds)
        {
            return SendFault.Expired;
        }

        if (routes?.Find(message.Exchange, message.RoutingKey) is { } route)
        {
            row.RouteHash = route;
            return SendFault.RouteBroken;
        }

        return SendFault.None;
    }
}
