using GoQueue.Brokers;

namespace GoQueue.Delivery;

/// <summary>A vhost with one queue per kind of event, bounded and dropping the oldest, so that nothing grows with the length of a run.</summary>
internal sealed class Broker(TestVhost vhost) : IAsyncDisposable
{
    public static async Task<Broker> CreateAsync()
    {
        TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("telemetry");
        var bounds = new Dictionary<string, object?> { ["x-max-length"] = 50_000, ["x-overflow"] = "drop-head" };
        await vhost.DeclareQueueAsync("analytics", "telemetry", "analytics.#", bounds);
        await vhost.DeclareQueueAsync("alerts", "telemetry", "alert.#", bounds);
        return new Broker(vhost);
    }

    public GoQueuePublisher CreatePublisher(Action<GoQueuePublisherBuilder> configure, bool lanes = true) => GoQueuePublisher.Create(goqueue =>
    {
        goqueue.UseRabbitMQ(vhost.Uri.ToString(), options => options.HighPriorityConnection = lanes);
        configure(goqueue);
    });

    public ValueTask DisposeAsync() => vhost.DisposeAsync();
}
