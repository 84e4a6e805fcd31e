namespace GoQueue.Publishing.Middleware;

/// <summary>A middleware given as a function.</summary>
internal sealed class LambdaMiddleware(Func<PublishContext, PublishDelegate, ValueTask> invoke) : IPublishMiddleware
{
    public ValueTask InvokeAsync(PublishContext context, PublishDelegate next) => invoke(context, next);
}
