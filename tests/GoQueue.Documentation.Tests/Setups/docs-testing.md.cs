// What the page's reader tests, and the checks of his test framework.
global using static Checks;

[GoQueueEvent("users", "user.created", "1.0")]
internal sealed partial record UserCreated(Guid UserId, string Email);

[GoQueueEvent("users", "user.deleted", "1.0")]
internal sealed partial record UserDeleted(Guid UserId);

internal sealed class Registration(IGoQueuePublisher publisher)
{
    public async Task RegisterAsync(string email) => await publisher.PublishUserCreatedAsync(new(Guid.NewGuid(), email));
}

internal static class Checks
{
    public static void Check(bool condition) => throw null!;

    public static Task ExpectAsync<T>(Task publish) => throw null!;
}

namespace Testcontainers.RabbitMq
{
    // The members of the library that the page names; the library itself is no dependency of this repository.
    internal sealed class RabbitMqBuilder(string image)
    {
        public RabbitMqContainer Build() => throw new NotSupportedException(image);
    }

    internal sealed class RabbitMqContainer
    {
        public Task StartAsync() => throw null!;

        public string GetConnectionString() => throw null!;

        public ValueTask DisposeAsync() => throw null!;
    }
}
