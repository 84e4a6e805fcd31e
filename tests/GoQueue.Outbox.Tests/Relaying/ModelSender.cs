using GoQueue.Outbox.Relaying;

namespace GoQueue.Outbox.Tests.Relaying;

/// <summary>A broker that confirms, refuses, loses or leaves without an answer, when the model's driver says so.</summary>
internal sealed class ModelSender(ModelStore store, Random random) : IRowSender
{
    private static readonly MessageIdentity s_identity = new("id", "orders", "order.placed", "1.0");

    private readonly List<RelayRow> _pending = [];
    private readonly Lock _gate = new();

    public event Action? StateChanged;

    /// <summary>The ids in the order in which the broker got them, copies included.</summary>
    public List<long> Delivered { get; } = [];

    public PublisherState State { get; private set; } = PublisherState.Connected;

    public string? Reason => null;

    public double FaultRate { get; set; }

    public HashSet<long> BrokenRoutes { get; } = [];

    public int PendingCount
    {
        get
        {
            lock (_gate)
            {
                return _pending.Count;
            }
        }
    }

    public void SetState(PublisherState state)
    {
        if (State != state)
        {
            State = state;
            StateChanged?.Invoke();
        }
    }

    public SendFault Send(RelayRow row, BrokenRoutes? routes, CancellationToken cancellationToken)
    {
        row.Exchange = "orders";
        row.RoutingKey = (row.Id % 3).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (routes?.Find(row.Exchange, row.RoutingKey) is { } route)
        {
            row.RouteHash = route;
            return SendFault.RouteBroken;
        }

        lock (_gate)
        {
            _pending.Add(row);
        }

        return SendFault.None;
    }

    /// <summary>Ends one of the sends.</summary>
    public bool CompleteOne()
    {
        RelayRow row;
        lock (_gate)
        {
            if (_pending.Count == 0)
            {
                return false;
            }

            int index = random.Next(_pending.Count);
            row = _pending[index];
            _pending.RemoveAt(index);
        }

        row.Complete(Judge(row));
        return true;
    }

    private Exception? Judge(RelayRow row)
    {
        if (BrokenRoutes.Contains(row.Id % 3))
        {
            return new UnroutableMessageException(s_identity, 1, "orders", row.RoutingKey, 312, "No queue.");
        }

        if (random.NextDouble() < FaultRate)
        {
            switch (random.Next(4))
            {
                case 0: return new MessageRejectedException(s_identity, 1, "Nack.");
                case 1: return new BrokerUnavailableException(s_identity, 0, "Away.");
                case 2: return new PublishTimeoutException(s_identity, PublishOutcome.Unknown, 1, "No answer.");
                default:
                    // It arrived, and nothing is known of that.
                    Delivered.Add(row.Id);
                    return new PublishOutcomeUnknownException(s_identity, 1, "The confirm is lost.");
            }
        }

        Delivered.Add(row.Id);
        store.Confirmed.Add(row.Id);
        return null;
    }
}
