using RabbitMQ.Client;

namespace GoQueue.Transports.RabbitMQ.Settings;

/// <summary>
/// Keeps the text of a provider's exceptions to itself: see <see cref="UserCodeException"/>. As thread-safe as the
/// provider.
/// </summary>
internal sealed class GuardedCredentials(ICredentialsProvider provider) : ICredentialsProvider
{
    public string Name => provider.Name;

    public async Task<Credentials> GetCredentialsAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await provider.GetCredentialsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UserCodeException("RabbitMQOptions.CredentialsProvider", exception.GetType());
        }
    }
}
