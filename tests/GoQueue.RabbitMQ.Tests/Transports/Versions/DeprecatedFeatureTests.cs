using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Transports.Versions;

/// <summary>
/// Features that RabbitMQ phases out. Where they are denied, the broker ends the whole connection with 541 and a text.
/// </summary>
public sealed class DeprecatedFeatureTests(ITestOutputHelper output)
{
    private const string Denial = "deprecated_features.permit.queue_master_locator = false";

    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    [Fact]
    [Trait("Broker", "Compatibility")]
    public async Task A_queue_with_a_master_locator_is_declared_where_it_is_permitted_and_refused_with_the_brokers_text_where_it_is_not()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();

        await SeeAsync(vhost, isDenied: await BrokerVersion.ReadAsync() >= new Version(4, 3));
    }

    [Fact(Explicit = true)]
    public async Task Denied_by_the_brokers_configuration_it_is_refused_on_4_0_as_well()
    {
        if ((await BrokerVersion.ReadAsync()).Major < 4)
        {
            // RabbitMQ 3.10 has no such setting, and a node with it does not start.
            await Assert.ThrowsAsync<BrokerSetupException>(() => PrivateRabbitMqNode.StartAsync(new() { Configuration = [Denial] }));
            return;
        }

        await using PrivateRabbitMqNode node = await PrivateRabbitMqNode.StartAsync(new() { Configuration = [Denial] });
        await using TestVhost vhost = await TestVhost.CreateAsync(node.Control);

        await SeeAsync(vhost, isDenied: true);
    }

    private async Task SeeAsync(TestVhost vhost, bool isDenied)
    {
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        await publisher.DeclareTopologyAsync([EventDescriptor.For<OrderPlaced>()], static topology => topology.Queue("all", QueueType.Classic).Bind("all", "orders"));
        Task<PublishReceipt>[] others = [.. Enumerable.Range(0, 100).Select(i => publisher.PublishOrderPlacedAsync(new(i, "ann")).AsTask())];

        Exception? refusal = await Record.ExceptionAsync(() => publisher.DeclareTopologyAsync(
            [], static topology => topology.Queue("located", QueueType.Classic, static queue => queue.Arguments["x-queue-master-locator"] = "min-masters")).AsTask().WaitAsync(SoonEnough));

        await Task.WhenAll(others).WaitAsync(SoonEnough);
        if (!isDenied)
        {
            Assert.Null(refusal);
            return;
        }

        output.WriteLine(refusal?.Message ?? "not refused");
        TopologyException exception = Assert.IsType<TopologyException>(refusal);
        Assert.Equal("queue 'located'", exception.Entity);
        Assert.Contains("queue_master_locator", exception.Message, StringComparison.Ordinal);
        Assert.Contains("deprecated", exception.Message, StringComparison.Ordinal);
        Assert.Contains("(541)", exception.Message, StringComparison.Ordinal);
        await publisher.PublishOrderPlacedAsync(new(101, "ann")).AsTask().WaitAsync(SoonEnough);
    }
}
