using GoQueue;

namespace Shop.Events;

[GoQueueEvent("users", "user.created", "1.0")]
public sealed partial record UserCreated(Guid UserId, string Name);

[GoQueueEvent("billing", "invoice.issued", "1.0")]
public sealed partial record InvoiceIssued(Guid InvoiceId, decimal Total);

[GoQueueEvent("billing", "invoice.paid", "1.0")]
public sealed partial record InvoicePaid(Guid InvoiceId);
