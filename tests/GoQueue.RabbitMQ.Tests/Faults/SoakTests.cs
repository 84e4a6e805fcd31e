using System.Diagnostics;
using System.Globalization;
using GoQueue.Brokers.Delivery;
using GoQueue.Brokers.Proxies;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>Random faults under load for as long as asked (<c>./test.sh --soak SECONDS</c>).</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public async Task Random_faults_under_load_lose_nothing()
    {
        var random = new Random(FaultSettings.Seed);
        var faults = new Dictionary<string, int>();
        TimeSpan slowest = TimeSpan.Zero;
        string slowestFault = "none";
        await using PrivateRabbitMqNode node = await PrivateRabbitMqNode.StartAsync();
        await using TestVhost vhost = await TestVhost.CreateAsync(node.Control);
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(vhost.Uri);
        await using GoQueuePublisher publisher = Publishers.Create(
            proxy.Uri.ToString(),
            static o =>
            {
                o.Heartbeat = TimeSpan.FromSeconds(2);
                o.ConfirmTimeout = TimeSpan.FromSeconds(5);
            });
        await using FaultLoad load = FaultLoad.Start(publisher);
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < FaultSettings.Soak)
        {
            await load.RunAsync(500, TimeSpan.FromSeconds(120));
            string fault = await InjectAsync(random, node, vhost, proxy, load);
            TimeSpan heal = await load.HealAsync(TimeSpan.FromSeconds(120));
            faults[fault] = faults.GetValueOrDefault(fault) + 1;
            if (heal > slowest)
            {
                (slowest, slowestFault) = (heal, fault);
            }
        }

        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        DeliveryReport report = await load.CheckAsync(vhost);
        await Pools.AreBalancedAsync(publisher);
        string survived = string.Join(", ", faults.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Value} × {pair.Key}"));
        foreach (string line in (string[])
        [
            $"seed             {FaultSettings.Seed}",
            string.Create(CultureInfo.InvariantCulture, $"load held        {report.Published / seconds:F0} messages/s over {seconds:F0} s, faults included"),
            $"faults survived  {faults.Values.Sum()} ({survived})",
            $"published        {report.Published}",
            $"lost             {report.Lost}",
            $"duplicated       {report.Duplicated}",
            string.Create(CultureInfo.InvariantCulture, $"slowest heal     {slowest.TotalSeconds:F1} s ({slowestFault})"),
        ])
        {
            output.WriteLine(line);
        }
    }

    private static async Task<string> InjectAsync(Random random, PrivateRabbitMqNode node, TestVhost vhost, TcpFaultProxy proxy, FaultLoad load)
    {
        switch (random.Next(11))
        {
            case 0:
                await node.KillAsync();
                await node.RestartAsync();
                return "broker killed";
            case 1:
                await node.PauseAsync();
                await HoldAsync(load, 1 + random.Next(20));
                node.Continue();
                return "broker frozen";
            case 2:
                await node.Control.CloseAllConnectionsAsync("soak");
                return "connections closed";
            case 3:
                await node.Control.EvaluateAsync("vm_memory_monitor:set_vm_memory_high_watermark(0.0).");
                await HoldAsync(load, 1 + random.Next(10));
                await node.Control.EvaluateAsync("vm_memory_monitor:set_vm_memory_high_watermark(0.4).");
                return "memory alarm";
            case 4:
                proxy.Lose(ProxyDirection.ToClient);
                await HoldAsync(load, 3);
                proxy.EndConnections();
                proxy.Pass();
                return "confirms lost";
            case 5:
                proxy.Lose(ProxyDirection.ToBroker);
                await HoldAsync(load, 3);
                proxy.EndConnections();
                proxy.Pass();
                return "publishes lost";
            case 6:
                proxy.CutAfter(random.Next(2) == 0 ? ProxyDirection.ToBroker : ProxyDirection.ToClient, random.Next(5_000));
                return "cut inside a frame";
            case 7:
                proxy.Down();
                await HoldAsync(load, 1 + random.Next(10));
                proxy.Pass();
                return "line down";
            case 9:
                await node.Control.EvaluateAsync(
                    $"{{ok, Q}} = rabbit_amqqueue:lookup(rabbit_misc:r(<<\"{vhost.Name}\">>, queue, <<\"all\">>)), exit(amqqueue:get_pid(Q), kill).");
                return "queue crashed";
            case 8:
                proxy.Stall();
                await HoldAsync(load, 1 + random.Next(10));
                proxy.Pass();
                return "line stalled";
            default:
                proxy.EndConnections(random.Next(2) == 0 ? SocketEnd.Fin : SocketEnd.Reset);
                return "connection ended";
        }
    }

    private static async Task HoldAsync(FaultLoad load, int measurements)
    {
        for (int measurement = 0; measurement < measurements; measurement++)
        {
            await load.MeasureAsync();
        }
    }
}
