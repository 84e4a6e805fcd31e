using System.Net;
using System.Net.Sockets;

namespace GoQueue.Brokers;

/// <summary>Finds TCP ports of 127.0.0.1 that nobody listens on.</summary>
public static class FreePorts
{
    // Below the range from which Linux takes the ports of outgoing connections (32768 and up): a node that is
    // killed and restarted must find its port still free, and a stranger's connection must not sit on it.
    private const int Lowest = 20_000;
    private const int Highest = 32_000;

    /// <summary>Takes one port. It is not reserved: another process may be faster, so whoever listens on it must be ready to try again.</summary>
    public static int Take()
    {
        for (int attempt = 0; attempt < 1_000; attempt++)
        {
            int port = Random.Shared.Next(Lowest, Highest);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken: try another.
            }
        }

        throw new BrokerSetupException($"No port of 127.0.0.1 between {Lowest} and {Highest} is free: end what listens on them.");
    }

    /// <summary>Listens on a port that outgoing connections do not take while nothing listens on it.</summary>
    internal static TcpListener Listen()
    {
        while (true)
        {
            var listener = new TcpListener(IPAddress.Loopback, Take());
            try
            {
                listener.Start();
                return listener;
            }
            catch (SocketException)
            {
                // Another process was faster: try another port.
                listener.Dispose();
            }
        }
    }
}
