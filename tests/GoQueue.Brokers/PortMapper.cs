using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GoQueue.Brokers;

/// <summary>
/// An own Erlang port mapper (epmd) on an own port. Without it a node would start one on 4369 that outlives it, or talk to the one
/// of a broker that is none of the tests' business.
/// </summary>
internal sealed class PortMapper
{
    private PortMapper(int port) => Port = port;

    public int Port { get; }

    public static async Task<PortMapper> StartAsync(RabbitMqInstallation installation, GuardedFolder folder, CancellationToken cancellationToken)
    {
        int port = FreePorts.Take();
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, WorkingDirectory = "/" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"exec setsid '{installation.PortMapper}' -port {port} -address 127.0.0.1 >\"$HOME/epmd.log\" 2>&1 </dev/null");
        start.Environment["HOME"] = folder.Path;
        start.Environment.Remove("ERL_EPMD_ADDRESS");
        using Process process = Process.Start(start)!;
        folder.RecordProcess("epmd", process.Id);
        while (!await AcceptsAsync(port, cancellationToken))
        {
            if (process.HasExited)
            {
                throw new BrokerSetupException($"epmd ended at once on port {port}: {await File.ReadAllTextAsync(folder.File("epmd.log"), cancellationToken)}");
            }

            await Task.Delay(20, cancellationToken);
        }

        return new PortMapper(port);
    }

    private static async Task<bool> AcceptsAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
