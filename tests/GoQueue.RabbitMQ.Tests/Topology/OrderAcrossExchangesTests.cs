using System.Globalization;
using GoQueue.RabbitMQ.Tests.Faults;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ;

namespace GoQueue.RabbitMQ.Tests.Topology;

/// <summary>An ordering key keeps its order over exchanges, too: a message that waits for news of its own holds back the later ones.</summary>
[Covers<ChannelSlot>]
public sealed class OrderAcrossExchangesTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_first_message_to_another_exchange_is_not_overtaken(bool retries)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish => publish.Ack());
        await using GoQueuePublisher publisher = Create(broker, retries);
        await publisher.PublishOrderPlacedAsync(new(0, "ann"));

        Task[] publishes =
        [
            Orders(publisher, "m-1"),
            Elsewhere(publisher, "m-2"),
            Orders(publisher, "m-3"),
            Elsewhere(publisher, "m-4"),
            Orders(publisher, "m-5"),
        ];

        await Task.WhenAll(publishes).WaitAsync(SoonEnough);
        Assert.Equal(["m-1", "m-2", "m-3", "m-4", "m-5"], broker.Publishes.Skip(1).Select(static publish => publish.MessageId));
        await Pools.AreBalancedAsync(publisher);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Thousands_that_wait_for_the_first_connection_go_out_in_order(bool retries)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish => publish.Ack());
        await using GoQueuePublisher publisher = Create(broker, retries);

        await Task.WhenAll(Enumerable.Range(0, 4_000).Select(number => number % 3 == 0 ? Elsewhere(publisher, $"{number}", $"k{number % 7}") : Orders(publisher, $"{number}", $"k{number % 7}"))).WaitAsync(SoonEnough);

        Assert.All(
            broker.Publishes.Select(static publish => int.Parse(publish.MessageId!, CultureInfo.InvariantCulture)).GroupBy(static number => number % 7),
            static numbers => Assert.Equal(numbers.Order(), numbers));
        Assert.Equal(4_000, broker.Publishes.Count);
        await Pools.AreBalancedAsync(publisher);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_the_other_exchange_is_missing_those_behind_go_on(bool retries)
    {
        await using TestVhost vhost = await TestVhost.CreateAsync(await TestBroker.GetAsync());
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue => With(goqueue.UseRabbitMQ(vhost.Uri.ToString()), retries));
        await publisher.PublishOrderPlacedAsync(new(0, "ann"));

        Task<PublishReceipt> missing = Elsewhere(publisher, "m-1");
        Task<PublishReceipt>[] behind = [Orders(publisher, "m-2"), Orders(publisher, "m-3")];

        await Assert.ThrowsAsync<ExchangeNotFoundException>(() => missing.WaitAsync(SoonEnough));
        await Task.WhenAll(behind).WaitAsync(SoonEnough);
        Assert.Equal(["m-2", "m-3"], (await vhost.DrainAsync("all")).Skip(1).Select(static message => message.BasicProperties.MessageId));
        await Pools.AreBalancedAsync(publisher);
    }

    private static GoQueuePublisher Create(ScriptedBroker broker, bool retries) => GoQueuePublisher.Create(goqueue => With(goqueue.UseRabbitMQ(broker.Uri.ToString()), retries));

    private static void With(GoQueuePublisherBuilder goqueue, bool retries)
    {
        if (retries)
        {
            goqueue.UseRetry();
        }
    }

    private static Task<PublishReceipt> Orders(GoQueuePublisher publisher, string id, string key = "k") =>
        publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { OrderingKey = key, MessageId = id }).AsTask();

    private static Task<PublishReceipt> Elsewhere(GoQueuePublisher publisher, string id, string key = "k") =>
        publisher.PublishAsync(new Misdirected(), new PublishOptions { OrderingKey = key, MessageId = id }).AsTask();
}
