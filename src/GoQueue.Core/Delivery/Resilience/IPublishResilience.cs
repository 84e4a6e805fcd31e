namespace GoQueue.Pipeline;

/// <summary>
/// A resilience pipeline of another library around the attempts of a publish. The shape is Polly's: an adapter is one line,
/// <c>pipeline.ExecuteAsync(attempt, state, cancellationToken)</c>. Must be thread-safe.
/// </summary>
public interface IPublishResilience
{
    /// <summary>Calls <paramref name="attempt"/>, once or more often, and returns the receipt of the last call or throws.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="attempt">Sends the message once, always with the same id and bytes; throws as a publish does. Never two calls at the same time.</param>
    /// <param name="state">Handed to <paramref name="attempt"/>.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up, the publish's time is over, or the publisher closes.</param>
    /// <returns>The receipt.</returns>
    ValueTask<PublishReceipt> ExecuteAsync<TState>(
        Func<TState, CancellationToken, ValueTask<PublishReceipt>> attempt, TState state, CancellationToken cancellationToken);
}
