using System.Diagnostics;
using System.Globalization;
using GoQueue.Brokers.Delivery;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>A vhost with an exchange and a queue on a real node, a publisher under load, and what is compared before and after a fault.</summary>
internal sealed class FaultScene : IAsyncDisposable
{
    /// <summary>What the broker knows the publisher's connections by.</summary>
    public const string Name = "faults";

    private readonly RabbitMqControl _control;
    private readonly ITestOutputHelper _output;
    private readonly Func<GoQueuePublisher> _createFresh;
    private string _connections = "";
    private double _rate;

    private FaultScene(RabbitMqControl control, TestVhost vhost, GoQueuePublisher publisher, Func<GoQueuePublisher> createFresh, ITestOutputHelper output)
    {
        _control = control;
        _createFresh = createFresh;
        _output = output;
        Vhost = vhost;
        Publisher = publisher;
        Load = FaultLoad.Start(publisher);
    }

    public TestVhost Vhost { get; }

    public GoQueuePublisher Publisher { get; }

    public FaultLoad Load { get; }

    public static async Task<FaultScene> CreateAsync(
        PrivateRabbitMqNode node,
        ITestOutputHelper output,
        IDictionary<string, object?>? queueArguments = null,
        Action<RabbitMQOptions>? configure = null,
        Action<GoQueueOptions>? options = null)
    {
        TestVhost vhost = await TestVhost.CreateAsync(node.Control);
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders", arguments: queueArguments);
        GoQueuePublisher Create(string name) => Publishers.Create(
            vhost,
            rabbit =>
            {
                rabbit.ClientProvidedName = name;
                rabbit.Heartbeat = TimeSpan.FromSeconds(2);
                rabbit.ConfirmTimeout = TimeSpan.FromSeconds(5);
                configure?.Invoke(rabbit);
            },
            options);

        var scene = new FaultScene(node.Control, vhost, Create(Name), () => Create("fresh"), output);
        try
        {
            await scene.Load.RunAsync(500);
            scene._rate = await Recovery.MeasureAsync(scene.Load);
            scene._connections = await DescribeConnectionsAsync(node.Control);
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// After the fault, when the broker accepts connections: a new publish is confirmed, the load is back (<see cref="Recovery"/>), and the broker has as many
    /// connections and channels of this publisher as before.
    /// </summary>
    public async Task HealAsync()
    {
        long accepting = Stopwatch.GetTimestamp();
        TimeSpan first = await Load.HealAsync();
        string full = await Recovery.AssertAsync(Load, _rate, accepting, _createFresh);
        await Eventually.HoldsAsync(async () => await DescribeConnectionsAsync(_control) == _connections, $"the connections and channels as before the fault ({_connections})");
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"healed after {first.TotalSeconds:F1} s, {full}"));
    }

    /// <summary>Stops the load and compares the queue with what was promised.</summary>
    public async Task<DeliveryReport> CheckAsync(DeliveryRules? rules = null)
    {
        DeliveryReport report = await Load.CheckAsync(Vhost, rules);
        _output.WriteLine(report.ToString());
        Assert.Equal(0, report.Lost);
        await Pools.AreBalancedAsync(Publisher);
        return report;
    }

    public async ValueTask DisposeAsync()
    {
        await Load.DisposeAsync();
        await Publisher.DisposeAsync();
        await Vhost.DisposeAsync();
    }

    /// <summary>How many channels each of the publisher's connections has, on all nodes.</summary>
    public static Task<string> DescribeConnectionsAsync(RabbitMqControl control) => control.EvaluateAsync(
        "lists:sort([proplists:get_value(channels, C) || C <- rabbit_networking:connection_info_all([client_properties, channels]), "
        + $"lists:keyfind(<<\"connection_name\">>, 1, proplists:get_value(client_properties, C)) =:= {{<<\"connection_name\">>, longstr, <<\"{Name}\">>}}]).");
}
