using GoQueue;

namespace Shop.Contracts;

[GoQueueEvent("users", "user.created", "1.0")]
public sealed partial record UserCreated(Guid UserId);
