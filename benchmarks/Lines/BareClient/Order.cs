namespace Lines;

public sealed class Order(Guid id)
{
    private readonly List<object> _events = [];

    public void Place(string email, decimal total) => _events.Add(new OrderPlaced(id, email, total));

    public void Cancel(string reason) => _events.Add(new OrderCancelled(id, reason));

    public void Ship(string carrier) => _events.Add(new OrderShipped(id, carrier));

    public async Task SaveAsync(IPublisher publisher, CancellationToken token)
    {
        foreach (var message in _events)
        {
            await publisher.PublishAsync(message, token);
        }

        _events.Clear();
    }
}
