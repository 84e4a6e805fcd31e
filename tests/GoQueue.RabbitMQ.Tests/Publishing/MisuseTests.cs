using GoQueue.Brokers.Delivery;
using GoQueue.Core.Tests.Publishing.Misuse;
using GoQueue.RabbitMQ.Tests.Faults;
using GoQueue.RabbitMQ.Tests.Publishing.Allocation;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Publishing;

/// <summary>
/// Whatever callers do with the ValueTask of a publish, correct callers beside them get their own results from a real
/// broker.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class MisuseTests
{
    [Theory]
    [InlineData("none", 0, 20_000)]
    [InlineData("awaiting", 0, 20_000)]
    [InlineData("misusing", 65_500, 20_000)]
    [InlineData("none", 65_500, 200_000, Explicit = true)]
    [InlineData("passing on", 0, 200_000, Explicit = true)]
    [InlineData("awaiting", 65_500, 200_000, Explicit = true)]
    [InlineData("misusing", 0, 200_000, Explicit = true)]
    public async Task Correct_callers_get_their_own_results_beside_every_misuse(string chain, ushort firstVersion, int publishes)
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync(MisuseScene.RoutedExchange);
        await vhost.DeclareExchangeAsync(MisuseScene.UnroutedExchange);
        await vhost.DeclareQueueAsync(MisuseScene.Queue, MisuseScene.RoutedExchange);
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue =>
        {
            goqueue.UseRabbitMQ(vhost.Uri.ToString()).UseChain(chain);
            ((IGoQueueBuilder)goqueue).Setup.FirstOperationVersion = firstVersion;
        });

        var scene = new MisuseScene(publisher, publishes) { RepeatsResults = chain != "none", MisusesInMiddleware = chain == "misusing" };
        await scene.RunAsync();

        await Pools.AreBalancedAsync(publisher);
        await using IConnection connection = await vhost.ConnectAsync();
        Assert.Empty(scene.Check([.. await QueueDrain.ReadAsync(
            connection, MisuseScene.Queue, static delivery => (delivery.BasicProperties.MessageId!, MisuseScene.NumberIn(delivery.Body)))]));
    }
}
