using System.Text.Json;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Harness;

/// <summary>Publishers for tests.</summary>
internal static class Publishers
{
    public static GoQueuePublisher Create(TestVhost vhost, Action<RabbitMQOptions>? configure = null, Action<GoQueueOptions>? options = null, TimeProvider? time = null) =>
        Create(vhost.Uri.ToString(), configure, options, time);

    public static GoQueuePublisher Create(string uri, Action<RabbitMQOptions>? configure = null, Action<GoQueueOptions>? options = null, TimeProvider? time = null) =>
        GoQueuePublisher.Create(goqueue => goqueue.UseRabbitMQ(uri, configure).UseTimeProvider(time ?? TimeProvider.System).Configure(options ?? (static _ => { })));

    /// <summary>The number in an <see cref="OrderPlaced"/> that came through the broker.</summary>
    public static int NumberOf(BasicGetResult message)
    {
        using JsonDocument body = JsonDocument.Parse(message.Body);
        return body.RootElement.GetProperty("data").EnumerateObject().First().Value.GetInt32();
    }
}
