using System.ComponentModel.DataAnnotations;
using GoQueue;

namespace Shop.Events;

[GoQueueEvent("orders", "order.placed", "1.0")]
public sealed partial record OrderPlaced(Guid OrderId, [Range(0.01, 1_000_000)] decimal Total);

[GoQueueEvent("orders", "order.line-added", "1.0")]
public sealed partial record OrderLineAdded(Guid OrderId, [Required] string Sku, int Quantity);

[GoQueueEvent("orders", "order.cancelled", "1.0")]
public readonly partial record struct OrderCancelled(Guid OrderId, [Required] string Reason);
