using System.Text;
using GoQueue.RabbitMQ.Tests.Harness;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Transports.Versions;

/// <summary>Dead-letter chains, and what a broker makes of an <c>x-death</c> header that a publisher sends.</summary>
[Trait("Broker", "Compatibility")]
public sealed class DeadLetterTests
{
    [Theory]
    [InlineData(QueueType.Classic)]
    [InlineData(QueueType.Quorum)]
    public async Task A_chain_of_dead_letters_is_told_in_x_death(QueueType type)
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        await publisher.DeclareTopologyAsync([EventDescriptor.For<OrderPlaced>()], topology => topology
            .Exchange("second", ExchangeKind.Fanout)
            .Exchange("third", ExchangeKind.Fanout)
            .Queue("work", type, Expiring("second"))
            .Queue("again", type, Expiring("third"))
            .Queue("end", type)
            .Bind("work", "orders")
            .Bind("again", "second")
            .Bind("end", "third"));

        await publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { MessageId = "m-1" });

        BasicGetResult dead = await vhost.TakeAsync("end");
        Assert.Equal(("m-1", "order.placed"), (dead.BasicProperties.MessageId, dead.RoutingKey));
        Assert.Equal(["again: expired, 1", "work: expired, 1"], Deaths(dead));
    }

    [Fact]
    public async Task Up_to_RabbitMQ_3_an_x_death_header_of_a_publisher_is_counted_on_and_from_4_on_it_is_not()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        await publisher.DeclareTopologyAsync([EventDescriptor.For<OrderPlaced>()], static topology => topology
            .Exchange("second", ExchangeKind.Fanout)
            .Queue("work", QueueType.Classic, Expiring("second"))
            .Queue("end", QueueType.Classic)
            .Bind("work", "orders")
            .Bind("end", "second"));
        var death = new Dictionary<string, object?>
        {
            ["queue"] = "work", ["reason"] = "expired", ["count"] = 5L, ["exchange"] = "orders", ["routing-keys"] = new List<object?> { "order.placed" }, ["time"] = new AmqpTimestamp(1_700_000_000),
        };

        await publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { Headers = new Dictionary<string, object?> { ["x-death"] = new List<object?> { death } } });

        Assert.Equal([(await BrokerVersion.ReadAsync()).Major < 4 ? "work: expired, 6" : "work: expired, 1"], Deaths(await vhost.TakeAsync("end")));
    }

    [Fact]
    public async Task Dead_letters_at_least_once_arrive_and_leave_nothing_behind()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        await publisher.DeclareTopologyAsync([EventDescriptor.For<OrderPlaced>()], static topology => topology
            .Exchange("second", ExchangeKind.Fanout)
            .Queue("work", QueueType.Quorum, static queue =>
            {
                Expiring("second")(queue);
                (queue.DeadLetterAtLeastOnce, queue.Overflow) = (true, QueueOverflow.RejectPublish);
            })
            .Queue("end", QueueType.Quorum)
            .Bind("work", "orders")
            .Bind("end", "second"));
        string[] ids = [.. Enumerable.Range(0, 20).Select(static number => $"m-{number:D2}")];

        await Task.WhenAll(ids.Select(id => publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { MessageId = id }).AsTask()));

        List<string> found = [];
        foreach (string _ in ids)
        {
            BasicGetResult dead = await vhost.TakeAsync("end");
            Assert.Equal(["work: expired, 1"], Deaths(dead));
            found.Add(dead.BasicProperties.MessageId!);
        }

        Assert.Equal(ids, found.Order(StringComparer.Ordinal));
        Assert.Empty(await vhost.DrainAsync("work"));
    }

    private static Action<QueueOptions> Expiring(string target) => queue => (queue.MessageTtl, queue.DeadLetterExchange) = (TimeSpan.FromMilliseconds(1), target);

    private static string[] Deaths(BasicGetResult message) =>
    [
        .. ((List<object?>)message.BasicProperties.Headers!["x-death"]!).Cast<IDictionary<string, object?>>()
            .Select(static death => $"{Text(death["queue"])}: {Text(death["reason"])}, {death["count"]}"),
    ];

    private static string Text(object? value) => Encoding.UTF8.GetString((byte[])value!);
}
