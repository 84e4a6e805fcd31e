using GoQueue.Formats.Dispatching;

namespace GoQueue.Formats;

/// <summary>Takes the handlers of a <see cref="MessageDispatcher{TState}"/>. Not thread-safe.</summary>
/// <typeparam name="TState">What each dispatch hands to its handler.</typeparam>
public sealed class MessageDispatcherBuilder<TState>
{
    private readonly List<DispatchHandler<TState>> _handlers = [];
    private Func<ReceivedMessage, TState, CancellationToken, ValueTask>? _otherwise;

    internal MessageDispatcherBuilder()
    {
    }

    /// <summary>Adds the handler of an event: of its topic, its declared action and its major version.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="handler">Handles a message. A static lambda allocates nothing.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="handler"/> is <see langword="null"/>.</exception>
    public MessageDispatcherBuilder<TState> On<T>(Func<ReadMessage<T>, TState, CancellationToken, ValueTask> handler)
        where T : IGoQueueEvent<T>
    {
        ArgumentNullException.ThrowIfNull(handler);
        _handlers.Add(new DispatchHandler<TState, T>(handler));
        return this;
    }

    /// <summary>Sets the handler of messages that no other one takes. Their outcome is <see cref="DispatchOutcome.Handled"/> then.</summary>
    /// <param name="handler">Handles a message.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="handler"/> is <see langword="null"/>.</exception>
    /// <exception cref="GoQueueConfigurationException">There is one already.</exception>
    public MessageDispatcherBuilder<TState> Otherwise(Func<ReceivedMessage, TState, CancellationToken, ValueTask> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (_otherwise is not null)
        {
            throw new GoQueueConfigurationException("The dispatcher has two handlers for all other messages: call Otherwise once.");
        }

        _otherwise = handler;
        return this;
    }

    internal MessageDispatcher<TState> Build(MessageReader reader) => new(reader, new DispatchTable<TState>(_handlers), _otherwise);
}
