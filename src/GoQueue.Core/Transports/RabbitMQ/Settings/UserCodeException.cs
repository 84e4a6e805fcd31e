namespace GoQueue.Transports.RabbitMQ.Settings;

/// <summary>
/// The user's code failed while a connection was made. Holds the failure's type and nothing else of it: a vault's or
/// identity provider's exception may quote the secret, and its text would stand in exceptions, logs and health checks.
/// </summary>
internal sealed class UserCodeException(string place, Type failure) : Exception($"{place} failed with {failure.Name}; catch it there to see its text")
{
    /// <summary>The name of the failure's type.</summary>
    public string FailureType { get; } = failure.Name;
}
