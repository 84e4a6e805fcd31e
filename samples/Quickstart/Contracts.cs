using System.ComponentModel.DataAnnotations;
using GoQueue;

namespace Shop.Events;

[GoQueueEvent("users", "user.created", "1.0")]
public sealed partial record UserCreated(
    Guid UserId,
    [EmailAddress] string Email,
    [StringLength(100, MinimumLength = 1)] string Name);

[GoQueueEvent("orders", "order.placed", "1.2")]
public sealed partial record OrderPlaced(
    Guid OrderId,
    Guid UserId,
    decimal Total,
    Currency Currency,
    Address ShipTo,
    DateTimeOffset PlacedAt);

[GoQueueEvent(Topic = "orders", Action = "order.cancelled", Version = "1.0")]
public sealed partial record OrderCancelled(Guid OrderId, string? Reason);

public sealed record Address(string Street, string City, string? PostalCode);

public enum Currency
{
    Euro,
    Dollar,
    Pound,
}
