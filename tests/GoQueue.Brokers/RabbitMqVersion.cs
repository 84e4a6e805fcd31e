using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace GoQueue.Brokers;

/// <summary>The version of RabbitMQ that a test run asks for, and the one that a broker reports.</summary>
public static class RabbitMqVersion
{
    /// <summary>
    /// Names the version that the brokers of a run must have, such as <c>4.0</c> or <c>4.0.5</c>. Every version is
    /// taken if it is not set.
    /// </summary>
    public const string Variable = "GOQUEUE_RABBITMQ_VERSION";

    /// <summary>
    /// Whether a version is the one asked for: <c>4.0</c> stands for 4.0.5, but not for 4.01 or 4.3.6.
    /// </summary>
    /// <param name="version">A broker's version.</param>
    /// <param name="wanted">The version asked for, in full or its first numbers; null or empty for any.</param>
    public static bool Matches(string version, string? wanted) =>
        string.IsNullOrEmpty(wanted) || version == wanted || version.StartsWith(wanted + ".", StringComparison.Ordinal);

    /// <summary>Reads the version that a broker reports when a client connects.</summary>
    /// <exception cref="BrokerSetupException">The broker does not answer, or does not report a version.</exception>
    public static async Task<string> ReadAsync(Uri uri, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { Uri = uri, AutomaticRecoveryEnabled = false };
        try
        {
            await using IConnection connection = await factory.CreateConnectionAsync(cancellationToken);
            return connection.ServerProperties is { } properties && properties.TryGetValue("version", out object? version) && version is byte[] text
                ? Encoding.UTF8.GetString(text)
                : throw new BrokerSetupException($"The broker at {uri.Host} does not report its version: is it RabbitMQ?");
        }
        catch (Exception exception) when (exception is BrokerUnreachableException or OperationInterruptedException)
        {
            throw new BrokerSetupException(
                $"The broker at {uri.Host} that {TestBroker.UriVariable} names does not accept a connection ({exception.GetBaseException().Message}): start it, or unset {TestBroker.UriVariable}.", exception);
        }
    }

    /// <summary>Refuses a broker of another version than <see cref="Variable"/> asks for.</summary>
    /// <exception cref="BrokerSetupException">The version is another one; the message names both.</exception>
    public static void Require(string version, string origin) => Require(version, Environment.GetEnvironmentVariable(Variable), origin);

    internal static void Require(string version, string? wanted, string origin)
    {
        if (!Matches(version, wanted))
        {
            throw new BrokerSetupException(
                $"{Variable} asks for RabbitMQ {wanted}, but {origin} has {version}: set {RabbitMqInstallation.FolderVariable} to the programs of that version (see eng/get-rabbitmq.sh), or unset {Variable}.");
        }
    }
}
