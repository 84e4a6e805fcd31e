using GoQueue.RabbitMQ;
using RabbitMQ.Client;

namespace GoQueue.Transports.RabbitMQ.Settings;

/// <summary>What <see cref="RabbitMQOptions.ConfigureConnection"/> has changed of the settings that this library needs for itself.</summary>
/// <param name="before">The factory before the application's code.</param>
internal sealed class FactoryChanges(ConnectionFactory before)
{
    private readonly Func<System.Net.Sockets.AddressFamily, ITcpClient> _sockets = before.SocketFactory;
    private readonly Func<IEnumerable<AmqpTcpEndpoint>, IEndpointResolver> _resolvers = before.EndpointResolverFactory;
    private readonly (string Host, int Port) _place = (before.HostName, before.Port);
    private readonly (string Name, object Value)[] _overruled = Overruled(before);

    /// <exception cref="ConnectRefusedException">A setting was changed that this library cannot work with.</exception>
    public void Check(ConnectionFactory after, Action<string> onOverruled)
    {
        if (after.SocketFactory != _sockets)
        {
            throw Refused(nameof(after.SocketFactory), "GoQueue's channels share the socket: remove it");
        }

        if (after.EndpointResolverFactory != _resolvers)
        {
            throw Refused(nameof(after.EndpointResolverFactory), "set RabbitMQOptions.Endpoints instead");
        }

        if ((after.HostName, after.Port) != _place)
        {
            throw Refused("Uri, HostName or Port", "give the address to UseRabbitMQ, and further nodes to RabbitMQOptions.Endpoints");
        }

        var names = _overruled.Zip(Overruled(after)).Where(static pair => !pair.First.Value.Equals(pair.Second.Value)).Select(static pair => pair.First.Name).ToArray();
        if (names.Length > 0)
        {
            onOverruled(string.Join(", ", names));
        }
    }

    private static (string Name, object Value)[] Overruled(ConnectionFactory factory) =>
    [
        (nameof(factory.RequestedHeartbeat), factory.RequestedHeartbeat),
        (nameof(factory.AutomaticRecoveryEnabled), factory.AutomaticRecoveryEnabled),
        (nameof(factory.TopologyRecoveryEnabled), factory.TopologyRecoveryEnabled),
        (nameof(factory.ContinuationTimeout), factory.ContinuationTimeout),
        (nameof(factory.HandshakeContinuationTimeout), factory.HandshakeContinuationTimeout),
        (nameof(factory.RequestedConnectionTimeout), factory.RequestedConnectionTimeout),
    ];

    private static ConnectRefusedException Refused(string what, string cure) => new($"ConfigureConnection changes {what}, which it must not: {cure}");
}
