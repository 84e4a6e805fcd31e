using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Channels;

/// <summary>A header that RabbitMQ takes for queues and crashes on for streams.</summary>
public sealed class StreamDecimalTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_decimal_header_to_a_stream_fails_alone_and_is_named_and_to_a_queue_it_is_taken()
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
}
