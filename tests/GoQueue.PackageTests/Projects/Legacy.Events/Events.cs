using System.ComponentModel.DataAnnotations;
using GoQueue;

namespace Legacy.Events;

[GoQueueEvent("users", "user.created", "1.0")]
public sealed partial record UserCreated(Guid UserId, [EmailAddress] string Email);

[GoQueueEvent("users", "user.moved", "1.0")]
public readonly partial record struct UserMoved(string City);

/// <summary>Calls that the compiler of 0.1 has bound.</summary>
public static class Calls
{
    public static async Task PublishAsync(IGoQueuePublisher publisher, CancellationToken cancellationToken)
    {
        await publisher.PublishUserCreatedAsync(new(Guid.Empty, "called@example.com"), cancellationToken: cancellationToken);
        (await publisher.PublishUserMovedBatchAsync([new("Berlin"), new("Bern")], cancellationToken: cancellationToken)).ThrowIfAnyFailed();
        (await publisher.PublishBatchAsync([new UserMoved("Bonn")], cancellationToken: cancellationToken)).ThrowIfAnyFailed();
    }
}
