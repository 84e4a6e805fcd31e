using GoQueue;
using Shop.Events;

namespace DomainEvents;

/// <summary>An aggregate: its methods change it and record what has happened. It does not know a publisher.</summary>
internal sealed class Order
{
    private readonly List<IGoQueueEvent> _events = [];

    private Order(Guid id) => Id = id;

    public Guid Id { get; }

    public bool IsCancelled { get; private set; }

    /// <summary>The events that have happened since they were last taken.</summary>
    public IReadOnlyList<IGoQueueEvent> Events => _events;

    public static Order Place(decimal total)
    {
        var order = new Order(Guid.NewGuid());
        order._events.Add(new OrderPlaced(order.Id, total));
        return order;
    }

    public void AddLine(string sku, int quantity) => _events.Add(new OrderLineAdded(Id, sku, quantity));

    public void Cancel(string reason)
    {
        IsCancelled = true;
        _events.Add(new OrderCancelled(Id, reason));
    }

    public void ClearEvents() => _events.Clear();
}
