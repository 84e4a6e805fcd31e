using System.Runtime.CompilerServices;
using GoQueue.Formats.Dispatching;
using GoQueue.Formats.Reading;

namespace GoQueue.Formats;

/// <summary>
/// Reads messages and hands each to the handler of its event, by topic, declared action and major version. A message is parsed once, and nothing is
/// allocated beyond what <see cref="MessageReader.Read{T}"/> allocates. It neither acknowledges nor retries: that is the consumer's decision,
/// by the result. Thread-safe.
/// </summary>
/// <typeparam name="TState">What each dispatch hands to its handler.</typeparam>
public sealed class MessageDispatcher<TState>
{
    private readonly MessageReader _reader;
    private readonly DispatchTable<TState> _table;
    private readonly Func<ReceivedMessage, TState, CancellationToken, ValueTask>? _otherwise;

    internal MessageDispatcher(MessageReader reader, DispatchTable<TState> table, Func<ReceivedMessage, TState, CancellationToken, ValueTask>? otherwise)
    {
        _reader = reader;
        _table = table;
        _otherwise = otherwise;
    }

    /// <summary>
    /// Reads a message and calls the handler of its event. A message that names no version goes to the only handler of its topic and action. A message
    /// of a publisher that declares no identity is compared with each handler's action by its routing key, or by its type as a CloudEvent.
    /// </summary>
    /// <param name="message">The message as it was received. Its body must stay valid until the result is there.</param>
    /// <param name="state">Is handed to the handler.</param>
    /// <param name="cancellationToken">Is handed to the handler.</param>
    /// <returns>Whether a handler has taken the message. What a handler throws passes through.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    public ValueTask<DispatchResult> DispatchAsync(ReceivedMessage message, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        MessageParts parts;
        try
        {
            parts = _reader.Parse(message);
        }
        catch (MessageReadException failure)
        {
            return new(DispatchResult.Unreadable(failure));
        }

        try
        {
            if (_table.Find(parts) is { } handler)
            {
                return handler.HandleAsync(_reader, parts, state, cancellationToken);
            }

            return _otherwise is null ? new(DispatchResult.NoHandler) : EndAsync(_otherwise(message, state, cancellationToken));
        }
        catch (Exception exception)
        {
            // A handler that throws before its first await.
            return ValueTask.FromException<DispatchResult>(exception);
        }
    }

    internal static ValueTask<DispatchResult> EndAsync(ValueTask handling)
    {
        if (!handling.IsCompletedSuccessfully)
        {
            return AwaitAsync(handling);
        }

        // Read, because the handler's source may be a pooled one.
        handling.GetAwaiter().GetResult();
        return new(DispatchResult.Handled);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<DispatchResult> AwaitAsync(ValueTask handling)
    {
        await handling.ConfigureAwait(false);
        return DispatchResult.Handled;
    }
}
