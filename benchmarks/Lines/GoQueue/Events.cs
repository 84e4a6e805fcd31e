// After docs/getting-started.md of this repository.
using System.ComponentModel.DataAnnotations;
using GoQueue;

namespace Lines;

[GoQueueEvent("orders", "order.placed", "1.0")]
public sealed partial record OrderPlaced(Guid OrderId, [EmailAddress] string Email, decimal Total);

[GoQueueEvent("orders", "order.cancelled", "1.0")]
public sealed partial record OrderCancelled(Guid OrderId, string Reason);

[GoQueueEvent("orders", "order.shipped", "1.0")]
public sealed partial record OrderShipped(Guid OrderId, string Carrier);

[GoQueueEvent("stock", "stock.changed", "1.0")]
public sealed partial record StockChanged(string Sku, [Range(0, 1_000_000)] int Quantity);

[GoQueueEvent("billing", "invoice.sent", "1.0")]
public sealed partial record InvoiceSent(Guid OrderId, decimal Total);
