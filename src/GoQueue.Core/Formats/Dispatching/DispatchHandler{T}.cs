using GoQueue.Formats.Reading;

namespace GoQueue.Formats.Dispatching;

/// <summary>The handler of <typeparamref name="T"/>.</summary>
internal sealed class DispatchHandler<TState, T>(Func<ReadMessage<T>, TState, CancellationToken, ValueTask> handler) : DispatchHandler<TState>(T.Descriptor)
    where T : IGoQueueEvent<T>
{
    public override ValueTask<DispatchResult> HandleAsync(MessageReader reader, MessageParts parts, TState state, CancellationToken cancellationToken)
    {
        ReadMessage<T> message;
        try
        {
            message = reader.ReadParsed<T>(parts);
        }
        catch (MessageReadException failure)
        {
            return new(DispatchResult.Unreadable(failure));
        }

        return MessageDispatcher<TState>.EndAsync(handler(message, state, cancellationToken));
    }
}
