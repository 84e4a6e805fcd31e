using System.Net;
using System.Net.Sockets;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Faults.Leaks;

/// <summary>The count can fail: each kind of leak, made on purpose, is found.</summary>
public sealed class LeakCheckTests
{
    private static readonly List<object> s_kept = [];

    [Theory]
    [InlineData("task")]
    [InlineData("timer of ours", "1 timers")]
    [InlineData("timer of the client")]
    [InlineData("socket", "1 sockets")]
    [InlineData("read of a socket")]
    [InlineData("publisher", "the publisher")]
    public async Task A_deliberate_leak_is_found(string kind, string told = "a task, a timer or a socket's operation")
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        int kept = s_kept.Count;

        var failure = await Assert.ThrowsAsync<LeakException>(() => LeakCheck.NothingIsLeftByAsync(
            async probe =>
            {
                probe.WatchPort(port);
                switch (kind)
                {
                    case "task":
                        var never = new TaskCompletionSource();
                        Keep(never);
                        _ = WaitAsync(never.Task);
                        break;
                    case "timer of ours":
                        Keep(probe.Time.CreateTimer(static _ => { }, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan));
                        break;
                    case "timer of the client":
                        Keep(new Timer(static _ => { }, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan));
                        break;
                    case "socket":
                        Keep(await ConnectAsync(port));
                        break;
                    case "read of a socket":
                        Socket socket = await ConnectAsync(port);
                        Keep(socket);
                        _ = ReadAsync(socket);
                        break;
                    default:
                        await using (ScriptedBroker broker = ScriptedBroker.Start())
                        {
                            Keep(probe.Watch("the publisher", Publishers.Create(broker.Uri.ToString())));
                        }

                        break;
                }
            },
            TimeSpan.FromSeconds(1)));

        Assert.Contains(told, failure.Message, StringComparison.Ordinal);
        lock (s_kept)
        {
            s_kept.OfType<IDisposable>().ToList().ForEach(static leak => leak.Dispose());
            Assert.True(s_kept.Count > kept);
        }
    }

    private static void Keep(object leak)
    {
        lock (s_kept)
        {
            s_kept.Add(leak);
        }
    }

    private static async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }

    private static async Task WaitAsync(Task never) => await never;

    private static async Task ReadAsync(Socket socket) => await socket.ReceiveAsync(new byte[1], SocketFlags.None);
}
