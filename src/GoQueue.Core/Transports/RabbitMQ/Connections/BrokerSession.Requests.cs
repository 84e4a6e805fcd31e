using GoQueue.Messages.Execution;
using RabbitMQ.Client;

namespace GoQueue.Transports.RabbitMQ.Connections;

/// <summary>What the broker is asked: on channels of RabbitMQ.Client's, each for one request, and how long its answers are waited for.</summary>
internal sealed partial class BrokerSession
{
    // How exactly a bound is measured: its parts restart after each in which the broker could not answer.
    private const int BoundParts = 5;

    /// <summary>Whether the broker cannot answer: it reads nothing during its alarm, and nothing of a request that has not left.</summary>
    private bool IsHeldUp => IsOpen && (IsBlocked || (_wire.Output.HasUnsentRequest && !IsStalled));

    /// <summary>Waits for the answer to a request. The bound counts only time in which the broker could answer.</summary>
    /// <exception cref="TimeoutException">The bound has passed.</exception>
    public async Task WhenAnsweredAsync(Task answer, TimeSpan bound, CancellationToken cancellationToken = default)
    {
        var left = BoundParts;
        while (true)
        {
            try
            {
                await answer.WithinAsync(bound / BoundParts, _settings.Time, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (TimeoutException) when (!answer.IsFaulted)
            {
                left = IsHeldUp ? BoundParts : left - 1;
                if (left == 0 && !answer.IsCompleted)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>Asks the broker for something, on a channel of its own: never on one that publishes, because a refused request closes the channel.</summary>
    /// <exception cref="TimeoutException">There was no answer within ConnectTimeout.</exception>
    public async Task RequestAsync(Func<IChannel, CancellationToken, Task> request, CancellationToken cancellationToken)
    {
        await _requests!.WaitAsync(cancellationToken).ConfigureAwait(false);
        IChannel channel;
        try
        {
            channel = await OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (TimeoutException or OperationCanceledException))
        {
            _requests.Release();
            throw;
        }

        var requesting = request(channel, CancellationToken.None);
        try
        {
            await requesting.WithinAsync(_settings.ConnectTimeout, _settings.Time, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // That the channel ends, too, is nothing to wait for: messages wait behind this, the very first one among them.
            using (DefaultContext.Enter())
            {
                _ = EndAsync(channel, requesting);
            }
        }
    }

    /// <summary>
    /// Opens a channel. Not by the client's own token: a channel whose opening is given up may be open all the same, and is closed then, or each attempt would leave one until the connection
    /// has no more.
    /// </summary>
    private async Task<IChannel> OpenAsync(CancellationToken cancellationToken)
    {
        var opening = _connection.CreateChannelAsync(options: null, CancellationToken.None);
        try
        {
            var channel = await opening.WithinAsync(_settings.ConnectTimeout, _settings.Time, cancellationToken).ConfigureAwait(false);
            channel.ContinuationTimeout = _settings.ConnectTimeout;
            return channel;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            using (DefaultContext.Enter())
            {
                _ = EndLateAsync(opening);
            }

            throw;
        }
    }

    private async Task EndLateAsync(Task<IChannel> opening)
    {
        try
        {
            await WhenAnsweredAsync(opening, _settings.ConnectTimeout).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Its caller has its failure. The number of the channel is not free before the broker answers.
            KillIfOpen("a channel was not opened", exception);
        }

        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (opening.IsCompletedSuccessfully)
        {
            await EndAsync(await opening.ConfigureAwait(false), Task.CompletedTask).ConfigureAwait(false);
        }
        else
        {
            _requests!.Release();
        }
    }

    private void KillIfOpen(string cause, Exception exception)
    {
        if (IsOpen)
        {
            Kill(cause, exception);
        }
    }

    /// <summary>
    /// Closes a channel once its request has ended; the client ends a request without an answer after ConnectTimeout. The next request may begin when the channel's number is free, however long that takes.
    /// </summary>
    private async Task EndAsync(IChannel channel, Task requesting)
    {
        await requesting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var closing = CloseAsync(channel);
        try
        {
            await WhenAnsweredAsync(closing, _settings.ConnectTimeout).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A late answer would be taken for that of another channel of this number.
            KillIfOpen("a channel was not closed", exception);
        }

        await closing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _requests!.Release();
    }

    private static async Task CloseAsync(IChannel channel)
    {
        if (channel.IsOpen)
        {
            channel.ContinuationTimeout = Timeout.InfiniteTimeSpan;
            await channel.CloseAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await channel.DisposeAsync().ConfigureAwait(false);
    }

    public Task UpdateSecretAsync(string secret, CancellationToken cancellationToken)
        => _connection.UpdateSecretAsync(secret, "the credentials are about to expire", CancellationToken.None).WithinAsync(_settings.ConnectTimeout, _settings.Time, cancellationToken);
}
