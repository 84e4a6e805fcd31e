// After https://www.rabbitmq.com/tutorials/tutorial-seven-dotnet (publisher confirms).
using System.ComponentModel.DataAnnotations;

namespace Lines;

public sealed record OrderPlaced(Guid OrderId, [property: EmailAddress] string Email, decimal Total);

public sealed record OrderCancelled(Guid OrderId, string Reason);

public sealed record OrderShipped(Guid OrderId, string Carrier);

public sealed record StockChanged(string Sku, [property: Range(0, 1_000_000)] int Quantity);

public sealed record InvoiceSent(Guid OrderId, decimal Total);
