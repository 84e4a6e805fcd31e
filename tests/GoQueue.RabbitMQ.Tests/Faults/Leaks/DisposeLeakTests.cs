using System.Security.Cryptography.X509Certificates;
using GoQueue.Brokers.Proxies;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Faults.Leaks;

/// <summary>A publisher that is disposed in the middle of a fault leaves no task, timer, socket or buffer: faults of the line and of a broker's words.</summary>
public sealed class DisposeLeakTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("nothing wrong")]
    [InlineData("never used")]
    [InlineData("reset")]
    [InlineData("end inside a frame")]
    [InlineData("half-open")]
    [InlineData("writes stalled")]
    [InlineData("confirms lost")]
    [InlineData("publishes lost")]
    [InlineData("blocked")]
    [InlineData("nobody listens")]
    [InlineData("accepted in silence")]
    [InlineData("login refused")]
    [InlineData("certificate refused")]
    [InlineData("exchange missing")]
    [InlineData("channel closed")]
    [InlineData("connection closed")]
    [InlineData("rejected")]
    [InlineData("unroutable")]
    [InlineData("nonsense")]
    [InlineData("flapping")]
    public async Task Disposed_during_a_fault_nothing_is_left(string fault)
    {
        TimeSpan gone = await LeakCheck.NothingIsLeftByAsync(probe => PlayAsync(probe, fault));

        output.WriteLine($"all gone {gone.TotalSeconds:F1} s after");
    }

    private static async Task PlayAsync(LeakProbe probe, string fault)
    {
        using TlsAuthority authority = TlsAuthority.Create();
        using X509Certificate2? certificate = fault == "certificate refused" ? TlsAuthority.Load(authority.IssueExpired()) : null;
        await using ScriptedBroker broker = ScriptedBroker.Start(new()
        {
            ReceiveBuffer = fault == "writes stalled" ? 4_096 : null,
            Certificate = certificate,
            AcceptsCredentials = (_, _) => fault != "login refused",
            HasExchange = _ => fault != "exchange missing",
        });
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(broker.Uri);
        // A proxy would read on where the broker does not.
        Uri uri = fault == "writes stalled" ? broker.Uri : proxy.Uri;
        probe.WatchPort(uri.Port);
        if (fault == "nobody listens")
        {
            proxy.Admit(ProxyAdmission.Refuse);
        }
        else if (fault == "accepted in silence")
        {
            proxy.Admit(ProxyAdmission.AcceptSilently);
        }

        GoQueuePublisher publisher = probe.Watch("the publisher", Create(uri, probe.Time));
        if (fault != "never used")
        {
            await LoadAsync(publisher, broker, proxy, fault);
        }
        else
        {
            await publisher.DisposeAsync();
        }

        Assert.Equal(PublisherState.Closed, publisher.State);
    }

    private static async Task LoadAsync(GoQueuePublisher publisher, ScriptedBroker broker, TcpFaultProxy proxy, string fault)
    {
        await using FaultLoad load = FaultLoad.Start(publisher, writers: 4, window: 32, payloadLength: 32_000);
        bool connects = fault is not ("nobody listens" or "accepted in silence" or "login refused" or "certificate refused" or "exchange missing");
        await Eventually.HoldsAsync(() => connects ? load.Acknowledged > 5 : load.Begun > 20, "the load to begin");
        await InjectAsync(broker, proxy, load, fault);

        // In the middle of it, wherever that is now.
        await publisher.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        await load.StopAsync();
        await Pools.AreBalancedAsync(publisher);
    }

    private static async Task InjectAsync(ScriptedBroker broker, TcpFaultProxy proxy, FaultLoad load, string fault)
    {
        switch (fault)
        {
            case "reset":
                proxy.EndConnections();
                break;
            case "end inside a frame":
                proxy.CutAfter(ProxyDirection.ToClient, 7, SocketEnd.Fin);
                break;
            case "half-open":
                broker.OpenConnections[0].Freeze();
                break;
            case "writes stalled":
                broker.OpenConnections[0].PauseReading();
                await Eventually.HoldsAsync(async () => await load.MeasureAsync() == 0, "the writes to stall");
                break;
            case "confirms lost":
                proxy.Lose(ProxyDirection.ToClient);
                break;
            case "publishes lost":
                proxy.Lose(ProxyDirection.ToBroker);
                break;
            case "blocked":
                broker.OpenConnections[0].Block();
                await Eventually.HoldsAsync(async () => await load.MeasureAsync() == 0, "the broker to be blocked");
                break;
            case "channel closed":
                broker.OnPublish(static publish => publish.Channel.CloseNotFound("orders"));
                await Eventually.HoldsAsync(() => load.Failed > 0, "a channel to be closed");
                break;
            case "connection closed":
                broker.OpenConnections[0].Close(320, "CONNECTION_FORCED - broker forced connection closure with reason 'shutdown'");
                break;
            case "rejected":
                broker.OnPublish(static publish => publish.Nack());
                await Eventually.HoldsAsync(() => load.Failed > 20, "rejections");
                break;
            case "unroutable":
                broker.OnPublish(static publish => publish.ReturnAndAck());
                await Eventually.HoldsAsync(() => load.Failed > 20, "returns");
                break;
            case "nonsense":
                broker.OpenConnections[0].Send(RandomBytes.Create(new Random(4711)));
                break;
            case "flapping":
                using (var flapping = new CancellationTokenSource(TimeSpan.FromSeconds(2)))
                {
                    await proxy.FlapAsync(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100), flapping.Token);
                }

                proxy.Down();
                break;
            default:
                break;
        }
    }

    private static GoQueuePublisher Create(Uri uri, TimeProvider time) => Publishers.Create(
        uri.ToString(),
        static o =>
        {
            o.ConfirmTimeout = TimeSpan.FromSeconds(2);
            o.Heartbeat = TimeSpan.FromSeconds(2);
            o.ConnectTimeout = TimeSpan.FromSeconds(2);
        },
        static o => o.DrainTimeout = TimeSpan.FromMilliseconds(300),
        time);
}
