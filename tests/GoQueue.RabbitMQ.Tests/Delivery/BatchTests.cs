using GoQueue.RabbitMQ.Tests.Harness;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Delivery;

/// <summary>Batches and streams on a real broker: what the results say and what lies in the queue is the same.</summary>
[Trait("Speed", "Quick")]
public sealed class BatchTests
{
    [Fact]
    public async Task Each_message_of_a_batch_fails_for_its_own_reason_and_hides_none_of_the_others()
    {
        await using TestVhost vhost = await ShopAsync("order.placed");
        await using GoQueuePublisher publisher = Publishers.Create(vhost, options: static o => o.MaxMessageBytes = 1_000);
        var batch = new PublishBatch();
        for (int i = 0; i < 200; i++)
        {
            batch.Add(new OrderPlaced(i, "ann"));
        }

        batch.Add(new Misdirected())
            .Add(Untyped("order.lost"))
            .Add(new OrderPlaced(200, new string('x', 2_000)))
            .Add(new OrderPlaced(201, "ann"));

        BatchPublishResult result = await publisher.PublishBatchAsync(batch);

        Assert.Equal([200, 201, 202], result.Failures.Select(static failure => failure.Index));
        Assert.IsType<ExchangeNotFoundException>(result[200].Exception);
        Assert.IsType<UnroutableMessageException>(result[201].Exception);
        Assert.IsType<MessageRefusedException>(result[202].Exception);
        IReadOnlyList<BasicGetResult> messages = await vhost.DrainAsync("all");
        Assert.Equal([.. Enumerable.Range(0, 200), 201], messages.Select(Publishers.NumberOf).Order());
        Assert.Equal(
            result.Where(static item => item.Succeeded).Select(static item => item.Receipt.MessageId).Order(StringComparer.Ordinal),
            messages.Select(static message => message.BasicProperties.MessageId!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Cancelling_a_batch_in_its_middle_says_of_each_message_what_the_queue_says()
    {
        await using TestVhost vhost = await ShopAsync("order.placed");
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        using var cancel = new CancellationTokenSource();
        OrderPlaced[] orders = [.. Enumerable.Range(0, 40_000).Select(static i => new OrderPlaced(i, "ann"))];

        BatchPublishResult result = await publisher.PublishBatchAsync(orders, progress: new CancelAtFirst(cancel), cancellationToken: cancel.Token);

        Assert.Equal(orders.Length, result.Count);
        Assert.True(result.SucceededCount > 0, "The first report comes after the first result.");
        Assert.True(result.FailedCount > 0, "40,000 messages take longer than 100 ms.");
        Assert.All(result.Failures, static failure => Assert.IsType<PublishCanceledException>(failure.Exception));
        HashSet<int> found = [.. (await vhost.DrainAsync("all")).Select(Publishers.NumberOf)];
        Assert.All(result.Where(static item => item.Succeeded), item => Assert.Contains((int)item.Index, found));
        Assert.All(
            result.Failures.Where(static item => ((PublishCanceledException)item.Exception!).Outcome == PublishOutcome.NotSent),
            item => Assert.DoesNotContain((int)item.Index, found));
    }

    [Fact]
    public async Task A_stream_is_read_no_further_ahead_than_its_window_however_long_it_is()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await using GoQueuePublisher publisher = Publishers.Create(vhost, options: static o => o.Mandatory = false);
        const int Length = 60_000;
        int read = 0;
        int results = 0;
        int mostAhead = 0;

        await foreach (BatchItemResult item in publisher.PublishStreamAsync(Orders()))
        {
            mostAhead = Math.Max(mostAhead, read - results);
            Assert.Equal(results++, item.Index);
            Assert.True(item.Succeeded);
        }

        Assert.Equal(Length, results);
        Assert.InRange(mostAhead, 2, 2_048);

        async IAsyncEnumerable<OrderPlaced> Orders()
        {
            for (int i = 0; i < Length; i++)
            {
                read++;
                yield return new OrderPlaced(i, "ann");
            }

            await Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_stream_goes_on_over_a_lost_connection()
    {
        await using TestVhost vhost = await ShopAsync("order.placed");
        await using GoQueue.Brokers.Proxies.TcpFaultProxy proxy = GoQueue.Brokers.Proxies.TcpFaultProxy.Start(vhost.Uri);
        await using GoQueuePublisher publisher = Publishers.Create(proxy.Uri.ToString());
        int results = 0;

        await foreach (BatchItemResult item in publisher.PublishStreamAsync(Enumerable.Range(0, 5_000).Select(static i => new OrderPlaced(i, "ann")).ToAsyncEnumerable()))
        {
            Assert.True(item.Succeeded, item.Exception?.Message);
            if (++results == 1_000)
            {
                proxy.EndConnections();
            }
        }

        Assert.Equal(5_000, results);
        Assert.Equal(Enumerable.Range(0, 5_000), (await vhost.DrainAsync("all")).Select(Publishers.NumberOf).Distinct().Order());
    }

    private static GoQueueMessage Untyped(string action) => GoQueueMessage.Create().Topic("orders").Action(action).Data("{}"u8.ToArray()).Build();

    private static async Task<TestVhost> ShopAsync(string routingKey)
    {
        TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders", routingKey);
        return vhost;
    }

    private sealed class CancelAtFirst(CancellationTokenSource source) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value) => source.Cancel();
    }
}
