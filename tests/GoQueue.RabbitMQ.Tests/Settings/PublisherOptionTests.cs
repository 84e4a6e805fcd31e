using System.Text;
using GoQueue.Brokers.Proxies;
using GoQueue.Formats;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Settings;

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
    public async Task DefaultExchange_takes_the_events_without_a_topic_and_without_either_the_start_fails()
    {
        await using TestVhost vhost = await ShopAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost, options: o => o.DefaultExchange = "orders");
        await publisher.PublishAsync(new Topicless());
        Assert.Equal("orders", (await vhost.TakeAsync("all")).Exchange);

        // Where the publisher is told of its events it does not even start; else the first publish shows it.
        var start = Assert.Throws<GoQueueConfigurationException>(
            () => GoQueuePublisher.Create(goqueue => goqueue.UseRabbitMQ(vhost.Uri.ToString()).UseEvents(EventDescriptor.For<OrderPlaced>(), EventDescriptor.For<Topicless>())));
        Assert.Equal("Topicless declares no topic and the publisher has no default exchange: give the event a Topic, or set GoQueueOptions.DefaultExchange.", start.Message);
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

    [Fact]
    public async Task Uri_chooses_the_vhost()
    {
        await using TestVhost north = await ShopAsync();
        await using TestVhost south = await ShopAsync();
        await using GoQueuePublisher publisher = Publishers.Create(south.Uri.ToString());

        await publisher.PublishOrderPlacedAsync(new(1, "ann"));

        Assert.Empty(await north.DrainAsync("all"));
        Assert.Single(await south.DrainAsync("all"));
    }

    [Fact]
    public async Task PublisherId_is_the_app_id()
    {
        await using TestVhost vhost = await ShopAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost, options: o => o.PublisherId = "shop-7");
        await using GoQueuePublisher nameless = Publishers.Create(vhost);

        await publisher.PublishOrderPlacedAsync(new(1, "ann"));
        await nameless.PublishOrderPlacedAsync(new(2, "ann"));

        Assert.Equal("shop-7", (await vhost.TakeAsync("all")).BasicProperties.AppId);
        Assert.StartsWith("goqueue-", (await vhost.TakeAsync("all")).BasicProperties.AppId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Validate_decides_whether_a_broken_rule_keeps_a_message_from_the_broker(bool validates)
    {
        await using TestVhost vhost = await ShopAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost, options: o => o.Validate = validates);

        Task<PublishReceipt> publish = publisher.PublishAsync(new NeverValid()).AsTask();

        if (validates)
        {
            var exception = await Assert.ThrowsAsync<EventValidationException>(() => publish);
            Assert.Equal("Never", Assert.Single(exception.Failures).Rule);
        }
        else
        {
            await publish;
        }

        Assert.Equal(validates ? 0 : 1, (await vhost.DrainAsync("all")).Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ConnectOnStart_connects_a_host_before_the_first_message(bool connects)
    {
        await using TestVhost vhost = await ShopAsync();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddGoQueue(o => o.ConnectOnStart = connects).UseRabbitMQ(vhost.Uri.ToString());
        using IHost host = builder.Build();

        await host.StartAsync();

        var transport = (RabbitMQTransport)host.Services.GetRequiredService<GoQueuePublisher>().Transport;
        Assert.Equal(connects, transport.OpenSession() is not null);
        await host.StopAsync();
    }

    [Theory]
    [InlineData(EventPriority.High, 8)]
    [InlineData(EventPriority.Low, 0)]
    public async Task ActionPriorities_are_the_messages_priority(EventPriority priority, int expected)
    {
        await using TestVhost vhost = await ShopAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost, options: o => o.ActionPriorities["order."] = priority);

        await publisher.PublishOrderPlacedAsync(new(1, "ann"));

        Assert.Equal(expected, (await vhost.TakeAsync("all")).BasicProperties.Priority);
    }

    [Fact]
    public async Task Format_and_CloudEvents_are_what_the_headers_say()
    {
        await using TestVhost vhost = await ShopAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost, options: o =>
        {
            o.Format = MessageFormat.CloudEventsBinary;
            o.CloudEvents.Source = "/shop";
        });

        await publisher.PublishOrderPlacedAsync(new(1, "ann"));

        BasicGetResult message = await vhost.TakeAsync("all");
        Assert.Equal("/shop", Encoding.UTF8.GetString((byte[])message.BasicProperties.Headers!["cloudEvents_source"]!));
        Assert.Equal("""{"number":1,"customer":"ann"}""", Encoding.UTF8.GetString(message.Body.Span));
    }

    private static async Task<TestVhost> ShopAsync()
    {
        TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        return vhost;
    }
}
