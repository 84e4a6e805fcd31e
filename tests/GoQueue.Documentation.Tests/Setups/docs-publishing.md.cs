global using static Publishing;
using Microsoft.Extensions.Logging;

[GoQueueEvent("users", "user.created", "1.0")]
internal sealed partial record UserCreated(Guid UserId);

internal static class Publishing
{
    public static UserCreated message => throw null!;

    public static ILogger logger => throw null!;

    public static Store store => throw null!;
}

internal sealed class Store
{
    public Task KeepForLaterAsync(string messageId) => throw null!;
}
