using GoQueue.Background;
using GoQueue.Operations;

namespace GoQueue;

/// <summary>Publishing after the call has returned.</summary>
public sealed partial class GoQueuePublisher
{
    private readonly BackgroundPublisher _background;

    /// <summary>
    /// Takes messages and publishes them after the call has returned. <strong>Accepted messages are lost if the process dies before the broker has them.</strong>
    /// Closing this publisher waits for them. In a container: <see cref="IGoQueueBackgroundPublisher"/>.
    /// </summary>
    public IGoQueueBackgroundPublisher Background => _background;

    /// <summary>
    /// Sends at once what <c>UseBuffering</c> holds back, and waits until every message that the background publisher has accepted so far is settled. A
    /// publish that is awaited needs no flushing.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting, not the messages.</param>
    /// <returns>Completes when they are; failures go to their own callers.</returns>
    public ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        _buffer?.Flush();
        return _background.FlushAsync(cancellationToken);
    }

    internal ValueTask<PublishReceipt> PublishInBackground<T>(T message, PublishOptions? options, BackgroundItem item)
        where T : IGoQueueEvent<T>
        => Publish(message, options, item, CancellationToken.None);

    internal ValueTask<PublishReceipt> PublishInBackground(GoQueueMessage message, PublishOptions? options, BackgroundItem item)
        => Publish(message, options, item, CancellationToken.None);

    /// <summary>Lets the message in, and waits until it may be sent. What was counted is given back by <see cref="Leave"/>.</summary>
    private static async ValueTask EnterAsync(BackgroundItem item, PublishOperation operation)
    {
        try
        {
            await item.Queue.AdmitAsync(item, operation).ConfigureAwait(false);
            try
            {
                item.Accept(operation.Message.MessageId);
                await item.Queue.BeginAsync(operation).ConfigureAwait(false);
            }
            catch
            {
                item.Queue.Leave(operation.Message.Body.Length);
                throw;
            }
        }
        catch
        {
            operation.Abandon();
            throw;
        }
    }

    private static void Leave(BackgroundItem item, int bytes)
    {
        item.Queue.End();
        item.Queue.Leave(bytes);
    }

    private async ValueTask<PublishReceipt> SendInBackgroundAsync(PublishContext context, BackgroundItem item)
    {
        PublishOperation operation;
        TimeSpan? timeout;
        int bytes;
        var observation = context.Observation;
        var messageId = context.MessageId;
        try
        {
            try
            {
                operation = Compose(context);
                timeout = context.Timeout;
            }
            finally
            {
                context.Return();
            }

            bytes = operation.Message.Body.Length;
            await EnterAsync(item, operation).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Nobody else tells of it: the publish call is over, and the operation has not begun.
            observation.Fail(exception, messageId);
            throw;
        }

        try
        {
            return await operation.Start(_engine, timeout, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            Leave(item, bytes);
        }
    }

    private async ValueTask SendInBackgroundFromMiddlewareAsync(PublishContext context, BackgroundItem item)
    {
        var operation = Compose(context);
        var bytes = operation.Message.Body.Length;
        await EnterAsync(item, operation).ConfigureAwait(false);
        context.Sending();
        try
        {
            await operation.Start(_engine, context, context.Timeout, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            Leave(item, bytes);
        }
    }
}
