using System.Globalization;
using GoQueue.Brokers.Delivery;
using GoQueue.RabbitMQ;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>A vhost with an exchange and a queue on a real node, a publisher under load, and what is compared before and after a fault.</summary>
internal sealed class FaultScene : IAsyncDisposable
{
    private const string Name = "faults";

    private readonly RabbitMqControl _control;
    private readonly ITestOutputHelper _output;
    private string _connections = "";
    private double _rate;

    private FaultScene(RabbitMqControl control, TestVhost vhost, GoQueuePublisher publisher, ITestOutputHelper output)
    {
        _control = control;
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
        GoQueuePublisher publisher = Publishers.Create(
            vhost,
            rabbit =>
            {
                rabbit.ClientProvidedName = Name;
                rabbit.Heartbeat = TimeSpan.FromSeconds(2);
                rabbit.ConfirmTimeout = TimeSpan.FromSeconds(5);
                configure?.Invoke(rabbit);
            },
            options);
        var scene = new FaultScene(node.Control, vhost, publisher, output);
        try
        {
            await scene.Load.RunAsync(500);
            scene._rate = await scene.Load.MeasureAsync();
            scene._connections = await scene.DescribeConnectionsAsync();
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// After the fault: a new publish is confirmed, the load is back, and the broker has as many connections and channels of this publisher as
    /// before. The bounds are for busy machines; what it really took is written down.
    /// </summary>
    public async Task HealAsync()
    {
        TimeSpan first = await Load.HealAsync();
        TimeSpan full = await Load.RecoverAsync(_rate);
        await Eventually.HoldsAsync(async () => await DescribeConnectionsAsync() == _connections, $"the connections and channels as before the fault ({_connections})");
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"healed after {first.TotalSeconds:F1} s, at 90 % of {_rate:F0}/s after {full.TotalSeconds:F1} s more"));
    }

    /// <summary>Stops the load and compares the queue with what was promised.</summary>
    public async Task<DeliveryReport> CheckAsync(DeliveryRules? rules = null)
    {
        DeliveryReport report = await Load.CheckAsync(Vhost, rules);
        _output.WriteLine(report.ToString());
        Assert.Equal(0, report.Lost);
        return report;
    }

    public async ValueTask DisposeAsync()
    {
        await Load.DisposeAsync();
        await Publisher.DisposeAsync();
        await Vhost.DisposeAsync();
    }

    private Task<string> DescribeConnectionsAsync() => _control.EvaluateAsync(
        "lists:sort([proplists:get_value(channels, C) || C <- rabbit_networking:connection_info_all([client_properties, channels]), "
        + $"lists:keyfind(<<\"connection_name\">>, 1, proplists:get_value(client_properties, C)) =:= {{<<\"connection_name\">>, longstr, <<\"{Name}\">>}}]).");
}
