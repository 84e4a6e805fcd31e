namespace GoQueue.Formats;

/// <summary>Makes dispatchers: <c>MessageDispatcher.Create&lt;Work&gt;(reader, d => d.On&lt;OrderPlaced&gt;(static (message, work, token) => …))</c>. Thread-safe.</summary>
public static class MessageDispatcher
{
    /// <summary>Makes a dispatcher, once for all messages.</summary>
    /// <typeparam name="TState">What each dispatch hands to its handler: a scope, a transaction.</typeparam>
    /// <param name="reader">Reads the messages.</param>
    /// <param name="configure">Adds the handlers.</param>
    /// <returns>The dispatcher.</returns>
    /// <exception cref="GoQueueConfigurationException">Two handlers take the same event in the same major version.</exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static MessageDispatcher<TState> Create<TState>(MessageReader reader, Action<MessageDispatcherBuilder<TState>> configure)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new MessageDispatcherBuilder<TState>();
        configure(builder);
        return builder.Build(reader);
    }
}
