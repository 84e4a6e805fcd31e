global using static Received;
using GoQueue.Formats;
using GoQueue.Pipeline;

internal static class Received
{
    public static ReadMessage<OrderPlaced> received => throw null!;

    public static OrderPlaced order => throw null!;

    public static Alarm alarm => throw null!;
}

[GoQueueEvent("users", "user.created", "1.0")]
internal sealed partial record UserCreated(Guid UserId);

[GoQueueEvent("orders", "order.placed", "1.0")]
internal sealed partial record OrderPlaced(int Number);

public sealed class AuditLog
{
    public void Add(string messageId, DateTimeOffset time) => throw null!;
}

internal sealed class Alarm
{
    public void Show(CircuitState state) => throw null!;
}

internal sealed class StampMiddleware : IPublishMiddleware
{
    public ValueTask InvokeAsync(PublishContext context, PublishDelegate next) => next(context);
}

namespace Polly
{
    // The one member of the library that the page names; the library itself is no dependency of this repository.
    public sealed class ResiliencePipeline
    {
        public ValueTask<TResult> ExecuteAsync<TResult, TState>(
            Func<TState, CancellationToken, ValueTask<TResult>> callback, TState state, CancellationToken cancellationToken = default) => throw null!;
    }
}
