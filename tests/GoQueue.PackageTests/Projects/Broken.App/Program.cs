using GoQueue;
using Shop.Contracts;

await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory());
await publisher.PublishUserCreatedAsync(new(Guid.NewGuid(), "not an address", ""));

[GoQueueEvent("users", "user.*", "1.0")]
internal sealed partial record AnyUser(Guid UserId);
