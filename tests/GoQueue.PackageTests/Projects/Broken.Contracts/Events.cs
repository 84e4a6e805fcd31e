using GoQueue;

namespace Broken.Contracts;

[GoQueueEvent("users", "user.created", "1.0")]
public sealed record UserCreated(Guid UserId);

[GoQueueEvent("users", "user.renamed", "one")]
public sealed partial record UserRenamed(Guid UserId);
