using GoQueue;

namespace CustomMiddleware;

/// <summary>Drops messages while a feature is off. Skip() says that it is meant: a forgotten next would be an error.</summary>
internal sealed class SwitchMiddleware(Func<bool> isOn) : IPublishMiddleware
{
    public ValueTask InvokeAsync(PublishContext context, PublishDelegate next)
    {
        if (isOn())
        {
            return next(context);
        }

        context.Skip();
        return ValueTask.CompletedTask;
    }
}
