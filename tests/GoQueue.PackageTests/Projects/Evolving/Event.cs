using GoQueue;

namespace Evolving;

[GoQueueEvent("users", "user.created", "1.0")]
public sealed partial record UserCreated(Guid UserId, string Name);
