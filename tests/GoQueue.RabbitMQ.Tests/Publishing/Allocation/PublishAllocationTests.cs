using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Publishing.Allocation;

/// <summary>
/// What a publish allocates, from the call to its confirm, on a real broker and with everything that the client allocates: by RabbitMQ.Client 72 bytes per message and
/// confirm (less where one confirm is for several), and 96 for the text of the id.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class PublishAllocationTests
{
    private const int Messages = 40_000;

    [Theory]
    [InlineData(64, 250)]
    [InlineData(1_000, 200)]
    public async Task A_publish_of_a_prepared_event_allocates_no_more_than_claimed(int inFlight, int claimed)
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await using GoQueuePublisher publisher = Publishers.Create(vhost, options: o => o.Mandatory = false);
        var order = new OrderPlaced(1, new string('a', 150));

        // Pools fill, code reaches its last tier.
        await PublishAsync(publisher, order, Messages, inFlight);
        await PublishAsync(publisher, order, Messages, inFlight);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await PublishAsync(publisher, order, Messages, inFlight);
        double perMessage = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Messages;

        Assert.True(perMessage <= claimed, $"{perMessage:0.0} bytes per message with {inFlight} in flight, and {claimed} are claimed.");
        Assert.True(perMessage >= 96, $"{perMessage:0.0} bytes per message cannot be: the id's text alone has 96.");
    }

    private static async Task PublishAsync(GoQueuePublisher publisher, OrderPlaced order, int messages, int inFlight)
    {
        int left = messages;
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await publisher.PublishAsync(order);
            }
        })));
    }
}
