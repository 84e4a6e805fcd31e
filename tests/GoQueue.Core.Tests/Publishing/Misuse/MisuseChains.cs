#pragma warning disable CA2012, xUnit1031 // A ValueTask used twice, never, or by blocking: that is what these tests are about.
namespace GoQueue.Core.Tests.Publishing.Misuse;

/// <summary>
/// Middleware for the scene: well behaved ones, and one that uses what <c>next</c> returns in wrong ways for the
/// messages of misusers.
/// </summary>
internal static class MisuseChains
{
    public static readonly string[] All = ["none", "passing on", "awaiting", "misusing"];

    public static GoQueuePublisherBuilder UseChain(this GoQueuePublisherBuilder goqueue, string chain) => chain switch
    {
        "passing on" => goqueue.Use(static (context, next) => next(context)),
        "awaiting" => goqueue.Use(static async (context, next) => await next(context)),
        "misusing" => goqueue.Use(Misuse).Use(static async (context, next) => await next(context)).Use(Misuse),
        _ => goqueue,
    };

    private static ValueTask Misuse(PublishContext context, PublishDelegate next)
    {
        if (!context.MessageId.StartsWith(MisuseScene.MisuserPrefix, StringComparison.Ordinal))
        {
            return next(context);
        }

        switch (context.MessageId[^1] % 5)
        {
            case 0:
                next(context).GetAwaiter().GetResult();
                return ValueTask.CompletedTask;
            case 1:
                var twice = next(context);
                _ = twice.AsTask();
                return twice;
            case 2:
                return AwaitTwiceAsync(next(context));
            case 3:
                return AwaitTheTasksOfOneAsync(next(context));
            default:
                return next(context).Preserve();
        }
    }

    private static async ValueTask AwaitTwiceAsync(ValueTask send)
    {
        await send;
        await send;
    }

    private static async ValueTask AwaitTheTasksOfOneAsync(ValueTask send) => await Task.WhenAll(Task.Run(async () => await send), Task.Run(send.AsTask));
}
