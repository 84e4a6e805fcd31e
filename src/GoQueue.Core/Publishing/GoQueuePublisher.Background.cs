using GoQueue.Delivery.Operations;
using GoQueue.Diagnostics;
using GoQueue.Messages.Execution;
using GoQueue.Publishing.Background;

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

    /// <summary>Admits the message, and waits until it may be sent. <see cref="Leave"/> gives the room back.</summary>
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

    private ValueTask<PublishReceipt> SendInBackground(PublishContext context, BackgroundItem item)
    {
        var observation = context.Observation;
        var messageId = context.MessageId;
        PublishOperation operation;
        TimeSpan? timeout;
        try
        {
            operation = Compose(context);
            timeout = context.Timeout;
        }
        catch (Exception exception)
        {
            // The only report: the operation has not begun.
            observation.Fail(exception, messageId);
            return ValueTask.FromException<PublishReceipt>(exception);
        }
        finally
        {
            context.Return();
        }

        // The message waits longer than its caller does.
        using (DefaultContext.Enter())
        {
            return SendInBackgroundAsync(operation, item, observation, messageId, timeout);
        }
    }

    private async ValueTask<PublishReceipt> SendInBackgroundAsync(
        PublishOperation operation, BackgroundItem item, PublishObservation observation, string messageId, TimeSpan? timeout)
    {
        var bytes = operation.Message.Body.Length;
        try
        {
            await EnterAsync(item, operation).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The only report: the publish call is over, and the operation has not begun.
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

    private ValueTask SendInBackgroundFromMiddleware(PublishContext context, BackgroundItem item)
    {
        var operation = Compose(context);
        using (DefaultContext.Enter())
        {
            return SendInBackgroundFromMiddlewareAsync(operation, context, item);
        }
    }

    private async ValueTask SendInBackgroundFromMiddlewareAsync(PublishOperation operation, PublishContext context, BackgroundItem item)
    {
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
