global using static Many;

internal static class Many
{
    public static IReadOnlyList<UserCreated> users => throw null!;

    public static IAsyncEnumerable<UserCreated> ReadUsersAsync(CancellationToken cancellationToken) => throw null!;
}

[GoQueueEvent("users", "user.created", "1.0")]
internal sealed partial record UserCreated(Guid UserId, string Name);

[GoQueueEvent("orders", "order.placed", "1.0")]
public sealed partial record OrderPlaced(int Number);
