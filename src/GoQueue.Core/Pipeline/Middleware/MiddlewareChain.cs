using System.Runtime.CompilerServices;
using GoQueue.Operations;

namespace GoQueue.Pipeline;

/// <summary>The user's middleware, composed once: each layer's <c>next</c> is a delegate that exists before the first message.</summary>
internal sealed class MiddlewareChain
{
    private readonly PublishDelegate _first;
    private readonly PublishOperationPool _operations;

    private MiddlewareChain(PublishDelegate first, PublishOperationPool operations)
    {
        _first = first;
        _operations = operations;
    }

    /// <summary>Composes the layers in registration order, outermost first; null where there are none, so that publishing skips the chain.</summary>
    public static MiddlewareChain? Build(IReadOnlyList<IPublishMiddleware> layers, PublishDelegate send, PublishOperationPool operations)
    {
        if (layers.Count == 0)
        {
            return null;
        }

        var next = send;
        for (var i = layers.Count - 1; i >= 0; i--)
        {
            var layer = layers[i];
            var inner = next;
            next = context => layer.InvokeAsync(context, inner);
        }

        return new MiddlewareChain(next, operations);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<PublishReceipt> InvokeAsync(PublishContext context)
    {
        // Closing waits for messages that are still in a middleware, too.
        _operations.Enter();
        try
        {
            await _first(context).ConfigureAwait(false);
            if (context.Receipt is { } receipt)
            {
                return receipt;
            }

            if (context.IsSkipped)
            {
                return new PublishReceipt(context.MessageId, context.Timestamp, Attempts: 0, MayBeDuplicated: false, Deduplicated: false);
            }

            throw new PublishNotCompletedException(
                context.Identity,
                attempts: 0,
                $"A middleware ended the publish of {context.Plan.Name}, {context.Identity}, without calling next: call next(context), or context.Skip() to drop the message on purpose.");
        }
        finally
        {
            context.Return();
            _operations.Leave();
        }
    }
}
