using System.Text;
using System.Text.Json;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Publishing;

[Covers<RabbitMQTransport>]
[Trait("Speed", "Quick")]
[Trait("Broker", "Compatibility")]
public sealed class PublisherTests
{
    [Fact]
    public async Task A_publish_that_completed_is_in_the_queue_with_its_properties()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        await using GoQueuePublisher publisher = Publishers.Create(vhost);

        PublishReceipt receipt = await publisher.PublishOrderPlacedAsync(new(7, "ann"), new PublishOptions { CorrelationId = "c-1" });

        BasicGetResult message = await vhost.TakeAsync("all");
        Assert.Equal(receipt.MessageId, message.BasicProperties.MessageId);
        Assert.Equal(1, receipt.Attempts);
        Assert.False(receipt.MayBeDuplicated);
        Assert.Equal("order.placed", message.RoutingKey);
        Assert.True(message.BasicProperties.Persistent);
        Assert.Equal("application/json", message.BasicProperties.ContentType);
        Assert.Equal("order.placed", message.BasicProperties.Type);
        Assert.Equal("c-1", message.BasicProperties.CorrelationId);
        Assert.Equal(receipt.Timestamp.ToUnixTimeSeconds(), message.BasicProperties.Timestamp.UnixTime);
        Assert.Equal("1.0", Encoding.UTF8.GetString((byte[])message.BasicProperties.Headers!["goqueue-schema-version"]!));
        using JsonDocument body = JsonDocument.Parse(message.Body);
        Assert.Equal(7, body.RootElement.GetProperty("data").EnumerateObject().First().Value.GetInt32());
    }

    [Fact]
    public async Task Thousands_of_publishes_at_once_are_all_there_and_once()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        await using GoQueuePublisher publisher = Publishers.Create(vhost, o => o.MaxInFlightPerChannel = 16);

        PublishReceipt[] receipts = await Task.WhenAll(Enumerable.Range(0, 5_000).Select(i => publisher.PublishOrderPlacedAsync(new(i, "ann")).AsTask()));

        IReadOnlyList<BasicGetResult> messages = await vhost.DrainAsync("all");
        Assert.Equal(receipts.Select(r => r.MessageId).Order(StringComparer.Ordinal), messages.Select(m => m.BasicProperties.MessageId!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Messages_with_one_ordering_key_arrive_in_publish_order()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        await using GoQueuePublisher publisher = Publishers.Create(vhost, o => o.MaxInFlightPerChannel = 8);

        var publishes = new List<Task>();
        for (int i = 0; i < 2_000; i++)
        {
            publishes.Add(publisher.PublishOrderPlacedAsync(new(i, "ann"), new PublishOptions { OrderingKey = "key" + (i % 3), CorrelationId = (i % 3).ToString() }).AsTask());
        }

        await Task.WhenAll(publishes);

        IReadOnlyList<BasicGetResult> messages = await vhost.DrainAsync("all");
        Assert.Equal(2_000, messages.Count);
        foreach (IGrouping<string?, BasicGetResult> key in messages.GroupBy(m => m.BasicProperties.CorrelationId))
        {
            int[] numbers = [.. key.Select(Publishers.NumberOf)];
            Assert.Equal(numbers.Order(), numbers);
        }
    }

    [Fact]
    public async Task Closing_waits_for_what_is_under_way()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        GoQueuePublisher publisher = Publishers.Create(vhost);

        Task[] publishes = [.. Enumerable.Range(0, 500).Select(i => publisher.PublishOrderPlacedAsync(new(i, "ann")).AsTask())];
        await publisher.CloseAsync();

        await Task.WhenAll(publishes);
        Assert.Equal(500, (await vhost.DrainAsync("all")).Count);
    }
}
