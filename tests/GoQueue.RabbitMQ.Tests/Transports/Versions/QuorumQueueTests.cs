using System.Text;
using GoQueue.RabbitMQ.Tests.Harness;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Transports.Versions;

/// <summary>What quorum queues do differently from version to version.</summary>
[Trait("Broker", "Compatibility")]
public sealed class QuorumQueueTests(ITestOutputHelper output)
{
    private const int Most = 25;

    [Fact]
    public async Task From_RabbitMQ_4_on_a_quorum_queue_has_two_levels_of_priority()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost, static o => (o.HighPriorityConnection, o.ChannelPoolSize) = (false, 1));
        await publisher.DeclareTopologyAsync([EventDescriptor.For<OrderPlaced>()], static topology => topology.Queue("all", QueueType.Quorum).Bind("all", "orders"));
        EventPriority[] sent = [EventPriority.Low, EventPriority.Normal, EventPriority.High, EventPriority.Low, EventPriority.Normal, EventPriority.High];

        foreach (EventPriority priority in sent)
        {
            await publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { Priority = priority });
        }

        int[] found = [.. (await vhost.DrainAsync("all")).Select(static message => (int)message.BasicProperties.Priority)];
        Assert.Equal([0, 0, 4, 4, 8, 8], found.Order());
        if ((await BrokerVersion.ReadAsync()).Major < 4)
        {
            Assert.Equal([0, 4, 8, 0, 4, 8], found);
        }
        else
        {
            Assert.Equal(8, found[0]);
        }

        // Low and normal are one level: their order is that of the publishes.
        Assert.Equal([0, 4, 0, 4], found.Where(static priority => priority < 8));
    }

    [Fact]
    public async Task A_message_that_failed_too_often_is_dead_lettered_from_RabbitMQ_4_on_and_what_counts_as_a_failure_depends_on_the_version()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        await publisher.DeclareTopologyAsync([EventDescriptor.For<OrderPlaced>()], static topology => topology
            .Exchange("dead", ExchangeKind.Fanout)
            .Queue("letters", QueueType.Classic).Bind("letters", "dead")
            .Queue("lost", QueueType.Quorum, static queue => queue.DeadLetterExchange = "dead").Bind("lost", "orders")
            .Queue("returned", QueueType.Quorum, static queue => queue.DeadLetterExchange = "dead").Bind("returned", "orders")
            .Queue("limited", QueueType.Quorum, static queue => (queue.DeliveryLimit, queue.DeadLetterExchange) = (3, "dead")).Bind("limited", "orders"));
        await publisher.PublishOrderPlacedAsync(new(1, "ann"));
        int[] seen = [await CountDeliveriesAsync(vhost, "lost", returns: false), await CountDeliveriesAsync(vhost, "returned", returns: true), await CountDeliveriesAsync(vhost, "limited", returns: false)];
        output.WriteLine(string.Join(", ", seen));

        (int[] deliveries, string[] dead) = await BrokerVersion.ReadAsync() switch
        {
            { Major: < 4 } => (new[] { Most, Most, 4 }, new[] { "limited" }),
            { Minor: < 3 } => ([21, 21, 4], ["limited", "lost", "returned"]),
            _ => ([21, Most, 4], ["limited", "lost"]),
        };
        Assert.Equal(deliveries, seen);
        List<string> letters = [];
        foreach (string _ in dead)
        {
            IDictionary<string, object?> headers = (await vhost.TakeAsync("letters")).BasicProperties.Headers!;
            Assert.Equal("delivery_limit", Text(headers["x-first-death-reason"]));
            letters.Add(Text(headers["x-first-death-queue"]));
        }

        Assert.Equal(dead, letters.Order(StringComparer.Ordinal));
        Assert.Empty(await vhost.DrainAsync("letters"));
    }

    private static string Text(object? value) => Encoding.UTF8.GetString((byte[])value!);

    /// <summary>How often consumers receive the one message if each fails, or returns it.</summary>
    private static async Task<int> CountDeliveriesAsync(TestVhost vhost, string queue, bool returns)
    {
        await using IConnection connection = await vhost.ConnectAsync();
        for (int deliveries = 0; deliveries < Most; deliveries++)
        {
            await using IChannel channel = await connection.CreateChannelAsync();
            BasicGetResult? message = null;

            // What a closed channel held comes back to the queue a moment later.
            await Eventually.HoldsAsync(
                async () => (message = await channel.BasicGetAsync(queue, autoAck: false)) is not null || await IsEmptyAsync(vhost, queue), $"a message in '{queue}', or none at all");
            if (message is null)
            {
                return deliveries;
            }

            if (returns)
            {
                await channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: true);
            }
        }

        return Most;
    }

    // Ready and unacknowledged messages: rabbit_fifo counts both.
    private static async Task<bool> IsEmptyAsync(TestVhost vhost, string queue) => await (await TestBroker.GetControlledAsync()).Control.EvaluateAsync(
        $"{{ok, Q}} = rabbit_amqqueue:lookup(rabbit_misc:r(<<\"{vhost.Name}\">>, queue, <<\"{queue}\">>)), "
        + "{ok, {_, N}, _} = ra:local_query(amqqueue:get_pid(Q), fun rabbit_fifo:query_messages_total/1), N.") == "0";
}
