using System.ComponentModel.DataAnnotations;

namespace GoQueue.Testing.Tests;

[GoQueueEvent("users", "user.created", "1.0")]
internal sealed partial record UserCreated(Guid UserId, string Name);

[GoQueueEvent("orders", "order.placed", "1.2")]
internal readonly partial record struct OrderPlaced(int Number, decimal Total);

[GoQueueEvent("users", "user.invited", "1.0")]
internal sealed partial record UserInvited([EmailAddress] string Email);

[GoQueueEvent("users", "user.registered", "1.0")]
internal sealed partial record UserRegistered([Sensitive] string Email, string Name, [Encrypted] string Card);
