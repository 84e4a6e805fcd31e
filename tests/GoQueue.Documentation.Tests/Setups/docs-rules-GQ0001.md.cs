[GoQueueEvent("users", "user.created", "1.0")]
public sealed partial record UserCreated(System.Guid UserId);
