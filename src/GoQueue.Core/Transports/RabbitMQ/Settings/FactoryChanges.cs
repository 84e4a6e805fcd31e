using GoQueue.RabbitMQ;
using RabbitMQ.Client;

namespace GoQueue.Transports.RabbitMQ.Settings;

/// <summary>What <see cref="RabbitMQOptions.ConfigureConnection"/> has changed of the settings that this library needs for itself.</summary>
/// <param name="before">The factory before the application's code.</param>
internal sealed class FactoryChanges(ConnectionFactory before)
{
    private static readonly string[] s_overruled =
    [
        nameof(ConnectionFactory.RequestedHeartbeat), nameof(ConnectionFactory.AutomaticRecoveryEnabled), nameof(ConnectionFactory.TopologyRecoveryEnabled),
        nameof(ConnectionFactory.ContinuationTimeout), nameof(ConnectionFactory.HandshakeContinuationTimeout), nameof(ConnectionFactory.RequestedConnectionTimeout),
    ];

    private readonly Func<System.Net.Sockets.AddressFamily, ITcpClient> _sockets = before.SocketFactory;
    private readonly Func<IEnumerable<AmqpTcpEndpoint>, IEndpointResolver> _resolvers = before.EndpointResolverFactory;
    private readonly (string Host, int Port) _place = (before.HostName, before.Port);
    private readonly object[] _overruled = Overruled(before);

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

        var values = Overruled(after);
        var names = new List<string>();
        for (var i = 0; i < values.Length; i++)
        {
            if (!values[i].Equals(_overruled[i]))
            {
                names.Add(s_overruled[i]);
            }
        }

        if (names.Count > 0)
        {
            onOverruled(string.Join(", ", names));
        }
    }

    // In the order of the names.
    private static object[] Overruled(ConnectionFactory factory) =>
    [
        factory.RequestedHeartbeat, factory.AutomaticRecoveryEnabled, factory.TopologyRecoveryEnabled,
        factory.ContinuationTimeout, factory.HandshakeContinuationTimeout, factory.RequestedConnectionTimeout,
    ];

    private static ConnectRefusedException Refused(string what, string cure) => new($"ConfigureConnection changes {what}, which it must not: {cure}");
}
