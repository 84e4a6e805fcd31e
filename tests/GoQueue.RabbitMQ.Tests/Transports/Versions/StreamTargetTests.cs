using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using GoQueue.RabbitMQ.Tests.Harness;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace GoQueue.RabbitMQ.Tests.Transports.Versions;

/// <summary>Streams and super streams as targets: which headers they take, and filter values.</summary>
[Trait("Broker", "Compatibility")]
public sealed class StreamTargetTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_stream_keeps_single_values_of_headers_and_drops_lists_and_tables()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        await publisher.DeclareTopologyAsync([EventDescriptor.For<OrderPlaced>()], static topology => topology.Queue("log", QueueType.Stream).Bind("log", "orders"));
        var headers = new Dictionary<string, object?>
        {
            ["text"] = "ümlaut", ["flag"] = true, ["int"] = -7, ["long"] = long.MaxValue, ["short"] = (short)3, ["byte"] = (byte)200, ["float"] = 1.5f, ["double"] = 2.25,
            ["binary"] = new byte[] { 0, 255 }, ["time"] = new AmqpTimestamp(1_700_000_000), ["nothing"] = null,
            ["list"] = new List<object?> { 1, "two" }, ["table"] = new Dictionary<string, object?> { ["inner"] = 1L },
        };

        await publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { Headers = headers }).AsTask().WaitAsync(SoonEnough);

        IDictionary<string, object?> found = Assert.Single(await ReadAsync(vhost, "log", 1)).BasicProperties.Headers!;
        Assert.Equal("ümlaut", Encoding.UTF8.GetString((byte[])found["text"]!));
        Assert.Equal((true, 2.25), (found["flag"], found["double"]));
        Assert.Equal(long.MaxValue, found["long"]);
        Assert.Equal(-7L, Convert.ToInt64(found["int"], CultureInfo.InvariantCulture));
        Assert.Equal(new AmqpTimestamp(1_700_000_000), found["time"]);
        Assert.Equal((byte)200, found["byte"]);
        Assert.Equal((short)3, found["short"]);
        Assert.Equal(1.5f, found["float"]);
        Assert.Equal(new byte[] { 0, 255 }, found["binary"]);
        Assert.True(found.ContainsKey("nothing"));

        // The broker confirms the message all the same: a stream has no place for them, in no version.
        Assert.False(found.ContainsKey("list"));
        Assert.False(found.ContainsKey("table"));
    }

    [Fact]
    public async Task A_decimal_header_to_a_stream_fails_alone_and_is_named_and_a_queue_takes_it()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareExchangeAsync("ratios");
        await vhost.DeclareQueueAsync("log", "orders", arguments: new Dictionary<string, object?> { ["x-queue-type"] = "stream" });
        await vhost.DeclareQueueAsync("all", "ratios");
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        var price = new PublishOptions { Headers = new Dictionary<string, object?> { ["price"] = 47.11m } };
        await publisher.PublishAsync(new RatioMeasured(1), price).AsTask().WaitAsync(SoonEnough);

        Task<PublishReceipt>[] others = [.. Enumerable.Range(0, 200).Select(i => publisher.PublishOrderPlacedAsync(new(i, "ann")).AsTask())];
        Task<PublishReceipt> poison = publisher.PublishOrderPlacedAsync(new(200, "ann"), price).AsTask();
        Task<PublishReceipt>[] later = [.. Enumerable.Range(201, 200).Select(i => publisher.PublishOrderPlacedAsync(new(i, "ann")).AsTask())];
        await Task.WhenAll([.. others, .. later]).WaitAsync(SoonEnough);
        var failure = await Assert.ThrowsAsync<PublishOutcomeUnknownException>(() => poison.WaitAsync(SoonEnough));

        Assert.Equal(2, failure.Attempts);
        Assert.Contains("is a poison message", failure.Message, StringComparison.Ordinal);
        Assert.Contains("(541)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Its header 'price' holds a decimal, which RabbitMQ streams cannot store: send it as text or as a double.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("47.11", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(await vhost.DrainAsync("all"));
    }

    [Fact]
    public async Task From_RabbitMQ_4_on_a_filter_value_selects_what_a_consumer_receives()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        await publisher.DeclareTopologyAsync([EventDescriptor.For<OrderPlaced>()], static topology => topology.Queue("log", QueueType.Stream).Bind("log", "orders"));

        // One after the other: a filter selects chunks, and messages that are published together share one.
        for (int i = 0; i < 10; i++)
        {
            await publisher.PublishOrderPlacedAsync(
                new(i, "ann"), new PublishOptions { Headers = new Dictionary<string, object?> { ["x-stream-filter-value"] = i % 2 == 0 ? "eu" : "us" } }).AsTask().WaitAsync(SoonEnough);
        }

        bool filters = (await BrokerVersion.ReadAsync()).Major >= 4;
        IReadOnlyList<BasicDeliverEventArgs> found = await ReadAsync(vhost, "log", filters ? 5 : 10, new Dictionary<string, object?> { ["x-stream-filter"] = "eu" });
        string[] regions = [.. found.Select(static delivery => Encoding.UTF8.GetString((byte[])delivery.BasicProperties.Headers!["x-stream-filter-value"]!))];
        Assert.Equal(5, regions.Count(static region => region == "eu"));
        Assert.Equal(filters ? 0 : 5, regions.Count(static region => region == "us"));
    }

    [Fact]
    public async Task A_super_stream_is_an_exchange_whose_action_chooses_the_partition()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        await publisher.DeclareTopologyAsync([], static topology =>
        {
            topology.Exchange("invoices", ExchangeKind.Direct, static exchange => exchange.Arguments["x-super-stream"] = true);
            for (int partition = 0; partition < 3; partition++)
            {
                topology.Queue($"invoices-{partition}", QueueType.Stream)
                    .Bind($"invoices-{partition}", "invoices", $"{partition}", new Dictionary<string, object?> { ["x-stream-partition-order"] = partition });
            }
        });

        for (int i = 0; i < 9; i++)
        {
            await publisher.PublishAsync(GoQueueMessage.Create().Topic("invoices").Action($"{i % 3}").Version("1.0").Data("{}"u8).Build()).AsTask().WaitAsync(SoonEnough);
        }

        for (int partition = 0; partition < 3; partition++)
        {
            Assert.All(await ReadAsync(vhost, $"invoices-{partition}", 3), delivery => Assert.Equal($"{partition}", delivery.RoutingKey));
        }
    }

    /// <summary>Reads a stream from its beginning until it has given so many messages.</summary>
    private static async Task<IReadOnlyList<BasicDeliverEventArgs>> ReadAsync(TestVhost vhost, string stream, int count, IDictionary<string, object?>? arguments = null)
    {
        await using IConnection connection = await vhost.ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        await channel.BasicQosAsync(0, 100, global: false);
        var found = new ConcurrentQueue<BasicDeliverEventArgs>();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            found.Enqueue(delivery);
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
        };
        await channel.BasicConsumeAsync(stream, autoAck: false, "", new Dictionary<string, object?>(arguments ?? new Dictionary<string, object?>()) { ["x-stream-offset"] = "first" }, consumer);
        await Eventually.HoldsAsync(() => found.Count >= count, $"{count} messages of '{stream}'");
        return [.. found];
    }
}
