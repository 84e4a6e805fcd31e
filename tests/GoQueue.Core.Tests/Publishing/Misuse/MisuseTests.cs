using GoQueue.Core.Tests.Diagnostics;
using GoQueue.Core.Tests.Harness;
using GoQueue.InMemory;
using Xunit;

namespace GoQueue.Core.Tests.Publishing.Misuse;

/// <summary>In memory, behind a thread that answers, and with the in-memory transport itself.</summary>
[Collection(AloneCollection.Name)]
public sealed class MisuseTests
{
    // 20,000 publishes without middleware, and as many with it.
    [Theory]
    [InlineData("none", 20_000)]
    [InlineData("passing on", 2_000)]
    [InlineData("awaiting", 9_000)]
    [InlineData("misusing", 9_000)]
    [InlineData("none", 200_000, Explicit = true)]
    [InlineData("awaiting", 200_000, Explicit = true)]
    [InlineData("misusing", 200_000, Explicit = true)]
    public async Task Correct_callers_get_their_own_results_beside_every_misuse(string chain, int publishes)
    {
        var broker = Broker();
        await using var publisher = new ReadingThreadTransport(broker).Publisher(goqueue => goqueue.UseChain(chain));

        await RunAsync(publisher, broker, chain, publishes);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("misusing")]
    public async Task Correct_callers_get_their_own_results_while_versions_come_to_their_end(string chain)
    {
        var broker = Broker();
        await using var publisher = new ReadingThreadTransport(broker).Publisher(goqueue =>
        {
            goqueue.UseChain(chain);
            ((IGoQueueBuilder)goqueue).Setup.FirstOperationVersion = 65_500;
        });

        await RunAsync(publisher, broker, chain, 6_000);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("misusing")]
    public async Task Correct_callers_get_their_own_results_from_the_in_memory_transport(string chain)
    {
        var broker = Broker();
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(broker).UseChain(chain));

        await RunAsync(publisher, broker, chain, 5_000);
    }

    private static InMemoryBroker Broker()
    {
        var broker = new InMemoryBroker().DeclareExchange(MisuseScene.RoutedExchange).DeclareExchange(MisuseScene.UnroutedExchange);
        broker.DeclareQueue(MisuseScene.Queue);
        return broker.Bind(MisuseScene.Queue, MisuseScene.RoutedExchange, "#");
    }

    private static async Task RunAsync(GoQueuePublisher publisher, InMemoryBroker broker, string chain, int publishes)
    {
        var scene = new MisuseScene(publisher, publishes) { RepeatsResults = chain != "none", MisusesInMiddleware = chain == "misusing" };
        await scene.RunAsync();
        Assert.Empty(scene.Check([.. broker.Queue(MisuseScene.Queue).Messages.Select(static message => (message.MessageId!, MisuseScene.NumberIn(message.Body)))]));
    }
}
