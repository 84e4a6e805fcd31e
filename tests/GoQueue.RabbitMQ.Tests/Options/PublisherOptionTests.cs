using System.Text;
using GoQueue.Brokers.Proxies;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Options;

/// <summary>The publisher's own options, on a real broker.</summary>
public sealed class PublisherOptionTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Without_Mandatory_an_unroutable_message_is_confirmed()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await using GoQueuePublisher publisher = Publishers.Create(vhost, options: o => o.Mandatory = false);

        Assert.Equal(1, (await publisher.PublishOrderPlacedAsync(new(1, "ann"))).Attempts);
        await Assert.ThrowsAsync<UnroutableMessageException>(() => publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { Mandatory = true }).AsTask());
    }

    [Theory]
    [InlineData(true, DeliveryModes.Persistent)]
    [InlineData(false, DeliveryModes.Transient)]
    public async Task Persistent_is_the_delivery_mode(bool persistent, DeliveryModes mode)
    {
        await using TestVhost vhost = await ShopAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost, options: o => o.Persistent = persistent);

        await publisher.PublishOrderPlacedAsync(new(1, "ann"));

        Assert.Equal(mode, (await vhost.TakeAsync("all")).BasicProperties.DeliveryMode);
    }

    [Fact]
    public async Task DefaultHeaders_are_on_every_message_and_a_calls_own_win()
    {
        await using TestVhost vhost = await ShopAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost, options: o =>
        {
            o.DefaultHeaders["region"] = "north";
            o.DefaultHeaders["tier"] = 3;
        });

        await publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { Headers = new Dictionary<string, object?> { ["region"] = "south" } });

        IDictionary<string, object?> headers = (await vhost.TakeAsync("all")).BasicProperties.Headers!;
        Assert.Equal("south", Encoding.UTF8.GetString((byte[])headers["region"]!));
        Assert.Equal(3, headers["tier"]);
    }

    [Fact]
    public async Task DefaultExchange_takes_the_events_without_a_topic_and_without_either_the_first_publish_fails()
    {
        await using TestVhost vhost = await ShopAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost, options: o => o.DefaultExchange = "orders");
        await publisher.PublishAsync(new Topicless());
        Assert.Equal("orders", (await vhost.TakeAsync("all")).Exchange);

        await using GoQueuePublisher without = Publishers.Create(vhost);
        Exception exception = await Assert.ThrowsAnyAsync<Exception>(() => without.PublishAsync(new Topicless()).AsTask());
        Assert.Contains("DefaultExchange", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DrainTimeout_bounds_how_long_disposing_waits_for_confirms(bool isLong)
    {
        await using TestVhost vhost = await ShopAsync();
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(vhost.Uri);
        GoQueuePublisher publisher = Publishers.Create(proxy.Uri.ToString(), options: o => o.DrainTimeout = isLong ? SoonEnough : TimeSpan.FromMilliseconds(200));
        await publisher.PublishOrderPlacedAsync(new(0, "ann"));
        proxy.Stall(ProxyDirection.ToClient);
        Task<PublishReceipt> publish = publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask();

        Task disposal = publisher.DisposeAsync().AsTask();
        if (isLong)
        {
            await Eventually.HoldsAsync(async () => (await (await vhost.GetChannelAsync()).MessageCountAsync("all")) == 2, "the message in the queue");
            Assert.False(disposal.IsCompleted);
            proxy.Pass();
            await publish.WaitAsync(SoonEnough);
        }
        else
        {
            await Assert.ThrowsAsync<PublishOutcomeUnknownException>(() => publish.WaitAsync(SoonEnough));
        }

        await disposal.WaitAsync(SoonEnough);
    }

    [Fact]
    public async Task MaxMessageBytes_refuses_a_larger_body_before_it_is_sent()
    {
        await using TestVhost vhost = await ShopAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost, options: o => o.MaxMessageBytes = 1_000);

        var exception = await Assert.ThrowsAsync<MessageRefusedException>(() => publisher.PublishOrderPlacedAsync(new(1, new string('x', 1_000))).AsTask());

        Assert.Contains("MaxMessageBytes", exception.Message, StringComparison.Ordinal);
        Assert.Empty(await vhost.DrainAsync("all"));
    }

    private static async Task<TestVhost> ShopAsync()
    {
        TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        return vhost;
    }
}
