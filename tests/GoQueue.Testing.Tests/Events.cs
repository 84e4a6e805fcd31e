namespace GoQueue.Testing.Tests;

[GoQueueEvent("users", "user.created", "1.0")]
internal sealed partial record UserCreated(Guid UserId, string Name);

[GoQueueEvent("orders", "order.placed", "1.2")]
internal readonly partial record struct OrderPlaced(int Number, decimal Total);
