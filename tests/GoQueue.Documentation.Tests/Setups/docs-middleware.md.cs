global using static Received;
using GoQueue.Formats;
using GoQueue.Pipeline;

internal static class Received
{
    public static ReadMessage<OrderPlaced> received => throw null!;

    public static OrderPlaced order => throw null!;
}

[GoQueueEvent("users", "user.created", "1.0")]
internal sealed partial record UserCreated(Guid UserId);

[GoQueueEvent("orders", "order.placed", "1.0")]
internal sealed partial record OrderPlaced(int Number);

public sealed class AuditLog
{
    public void Add(string messageId, DateTimeOffset time) => throw null!;
}

internal sealed class StampMiddleware : IPublishMiddleware
{
    public ValueTask InvokeAsync(PublishContext context, PublishDelegate next) => next(context);
}
