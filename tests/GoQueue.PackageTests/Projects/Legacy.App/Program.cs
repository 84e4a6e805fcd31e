// An application of this version with an event assembly that was built with 0.1.
using GoQueue;
using GoQueue.Testing;
using Legacy.Events;

await using var harness = GoQueueTestHarness.Create();
var publisher = harness.Publisher;

await Calls.PublishAsync(publisher, CancellationToken.None);

// The methods that 0.1 has generated, called by a compiler of today.
await publisher.PublishUserCreatedAsync(new(Guid.Empty, "typed@example.com"));
(await publisher.PublishUserMovedBatchAsync([new("Basel")])).ThrowIfAnyFailed();

// By run-time type, which 0.1 did not have.
IGoQueueEvent[] events = [new UserCreated(Guid.Empty, "untyped@example.com"), new UserMoved("Biel")];
await publisher.PublishAsync(events[0]);
(await publisher.PublishBatchAsync(events)).ThrowIfAnyFailed();

Console.WriteLine($"users: {string.Join(' ', harness.Published<UserCreated>().Select(static message => message.Event.Email))}");
Console.WriteLine($"moves: {string.Join(' ', harness.Published<UserMoved>().Select(static message => message.Event.City))}");

try
{
    await publisher.PublishAsync((IGoQueueEvent)new UserCreated(Guid.Empty, Environment.NewLine));
}
catch (EventValidationException exception)
{
    Console.WriteLine($"invalid: {exception.Failures[0].Path}");
}
