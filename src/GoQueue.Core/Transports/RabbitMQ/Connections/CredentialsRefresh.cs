using GoQueue.Messages;
using GoQueue.Messages.Execution;
using GoQueue.Transports.RabbitMQ.Settings;
using RabbitMQ.Client;

namespace GoQueue.Transports.RabbitMQ.Connections;

/// <summary>Sends a new secret to the broker before the one in use expires: with an expired token the broker refuses messages one channel at a time.</summary>
internal static class CredentialsRefresh
{
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(30);

    /// <summary>Runs as long as the session; returns at once where the credentials do not expire.</summary>
    public static async Task RunAsync(BrokerSession session, ResolvedRabbitMQOptions settings, Action<Exception> onFailure, CancellationToken ended)
    {
        if (settings.CredentialsProvider is not { } provider)
        {
            return;
        }

        Credentials? current = null;
        while (true)
        {
            try
            {
                // The first look only says how long they are valid: the connection was made with them.
                var credentials = await ForeignCall.RunAsync(() => provider.GetCredentialsAsync(ended), ended).ConfigureAwait(false);
                if (current is not null)
                {
                    await session.UpdateSecretAsync(credentials.Password, ended).ConfigureAwait(false);
                }

                current = credentials;
            }
            catch (Exception exception) when (!ended.IsCancellationRequested && session.IsOpen)
            {
                // Also what a provider's own timeout throws, which looks like a cancellation.
                onFailure(exception);
                await Task.Delay(s_retry, settings.Time, ended).ConfigureAwait(false);
                continue;
            }

            if (current.ValidUntil is not { } lifetime || lifetime <= TimeSpan.Zero || TimeLimits.IsInfinite(lifetime))
            {
                return;
            }

            // Divided first: a lifetime of ten thousand years is in use, too, and no timer takes more than 49 days.
            var wait = lifetime / 3 * 2;
            await Task.Delay(wait < s_longestWait ? wait : s_longestWait, settings.Time, ended).ConfigureAwait(false);
        }
    }
}
