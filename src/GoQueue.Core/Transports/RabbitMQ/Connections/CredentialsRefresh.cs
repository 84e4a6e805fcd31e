namespace GoQueue.RabbitMQ.Connections;

/// <summary>Sends a new secret to the broker before the one in use expires: with an expired token the broker refuses messages one channel at a time.</summary>
internal static class CredentialsRefresh
{
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(5);

    /// <summary>Runs as long as the session; returns at once where the credentials do not expire.</summary>
    public static async Task RunAsync(BrokerSession session, RabbitMQSettings settings, Action<Exception> onFailure, CancellationToken ended)
    {
        if (settings.CredentialsProvider is not { } provider)
        {
            return;
        }

        var credentials = await provider.GetCredentialsAsync(ended).ConfigureAwait(false);
        while (credentials.ValidUntil is { } lifetime && lifetime > TimeSpan.Zero)
        {
            await Task.Delay(lifetime * 2 / 3, settings.Time, ended).ConfigureAwait(false);
            var isSent = false;
            while (!isSent)
            {
                try
                {
                    credentials = await provider.GetCredentialsAsync(ended).ConfigureAwait(false);
                    await session.UpdateSecretAsync(credentials.Password, ended).ConfigureAwait(false);
                    isSent = true;
                }
                catch (Exception exception) when (exception is not OperationCanceledException && session.IsOpen)
                {
                    onFailure(exception);
                    await Task.Delay(s_retry, settings.Time, ended).ConfigureAwait(false);
                }
            }
        }
    }
}
