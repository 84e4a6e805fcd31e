using System.Diagnostics;
using System.Globalization;
using GoQueue.Brokers.Delivery;
using GoQueue.Brokers.Proxies;
using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>A scripted broker behind a proxy, a publisher under load, and what is compared before and after a fault of the line or of the broker's words.</summary>
internal sealed class ScriptedScene : IAsyncDisposable
{
    private const int Channels = 5;

    // The load is bounded by the line and not by the processor, which other tests use at the same time: only then its rate says something.
    private static readonly TimeSpan s_latency = TimeSpan.FromMilliseconds(5);

    private readonly ITestOutputHelper _output;
    private readonly Func<GoQueuePublisher> _createFresh;
    private double _rate;

    private ScriptedScene(ITestOutputHelper output, Action<ReceivedPublish>? answer, Action<RabbitMQOptions>? configure)
    {
        _output = output;
        Broker = ScriptedBroker.Start();
        if (answer is not null)
        {
            Broker.OnPublish(answer);
        }

        Proxy = TcpFaultProxy.Start(Broker.Uri);
        Proxy.Delay(s_latency);
        _createFresh = () => Publishers.Create(Proxy.Uri.ToString(), configure);
        Publisher = _createFresh();
        Load = FaultLoad.Start(Publisher, writers: 4, window: 8);
    }

    public ScriptedBroker Broker { get; }

    public TcpFaultProxy Proxy { get; }

    public GoQueuePublisher Publisher { get; }

    public FaultLoad Load { get; }

    public static async Task<ScriptedScene> CreateAsync(ITestOutputHelper output, Action<ReceivedPublish>? answer = null, Action<RabbitMQOptions>? configure = null)
    {
        var scene = new ScriptedScene(output, answer, configure);
        try
        {
            await scene.Load.RunAsync(50);
            scene._rate = await Recovery.MeasureAsync(scene.Load);
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    /// <summary>After the fault: a new publish is confirmed, the load is back (<see cref="Recovery"/>), and there is one connection with all its channels.</summary>
    public async Task HealAsync()
    {
        long accepting = Stopwatch.GetTimestamp();
        Proxy.Delay(s_latency);
        TimeSpan first = await Load.HealAsync();
        string full = await Recovery.AssertAsync(Load, _rate, accepting, _createFresh);
        await Eventually.HoldsAsync(
            () => Proxy.OpenConnections == 1 && Broker.OpenConnections is [{ Channels.Count: Channels }], $"one connection with {Channels} channels");
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"healed after {first.TotalSeconds:F1} s, {full}"));
    }

    /// <summary>Stops the load and compares what the broker received with what was promised.</summary>
    public async Task<DeliveryReport> CheckAsync()
    {
        DeliveryReport report = await Load.CheckAsync(Broker);
        _output.WriteLine(report.ToString());
        await Pools.AreBalancedAsync(Publisher);
        return report;
    }

    public async ValueTask DisposeAsync()
    {
        await Load.DisposeAsync();
        await Publisher.DisposeAsync();
        await Proxy.DisposeAsync();
        await Broker.DisposeAsync();
    }
}
