using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Connections;

/// <summary>Gives another password at each call, valid for a short time.</summary>
internal sealed class RotatingCredentials(string user, TimeSpan validity) : ICredentialsProvider
{
    private int _calls;

    public string Name => "rotating";

    /// <summary>A call that fails, counted from 1; 0 = none.</summary>
    public int FailsAt { get; init; }

    /// <summary>Whether it fails as an HTTP client does that waits in vain.</summary>
    public bool TimesOut { get; init; }

    public int Calls => Volatile.Read(ref _calls);

    public Task<Credentials> GetCredentialsAsync(CancellationToken cancellationToken = default)
    {
        int call = Interlocked.Increment(ref _calls);
        return call == FailsAt
            ? Task.FromException<Credentials>(TimesOut ? new TaskCanceledException("The token service is slow.") : new InvalidOperationException("The token service is away."))
            : Task.FromResult(new Credentials("rotating", user, $"secret-{call}", validity));
    }
}
