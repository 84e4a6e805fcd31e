namespace GoQueue.Outbox.Tests;

/// <summary>One of many messages of a customer, in their order.</summary>
[GoQueueEvent("orders", "order.placed", "1.0")]
public sealed partial record OrderPlaced([property: OrderingKey] string? Customer, int Number);

/// <summary>An event of which one member has a rule.</summary>
[GoQueueEvent("orders", "order.noted", "1.0")]
public sealed partial record OrderNoted([property: System.ComponentModel.DataAnnotations.Required, System.ComponentModel.DataAnnotations.StringLength(20, MinimumLength = 1)] string Note);
