namespace GoQueue.Start.BareClient;

internal sealed record UserCreated(Guid UserId, string Email, string Name);
