using System.ComponentModel.DataAnnotations;
using GoQueue;

namespace Shop.Events;

[GoQueueEvent("orders", "order.placed", "1.0")]
public sealed partial record OrderPlaced(
    Guid OrderId,
    [EmailAddress] string Email,
    [Range(0.01, 100_000)] decimal Total);
