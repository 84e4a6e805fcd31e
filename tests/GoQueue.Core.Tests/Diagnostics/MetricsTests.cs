using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using GoQueue.Core.Tests.Harness;
using GoQueue.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GoQueue.Core.Tests.Diagnostics;

[Covers<PublisherMetrics>]
[Collection(AloneCollection.Name)]
public sealed class MetricsTests : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _measurements = new();
    private readonly ConcurrentDictionary<string, Instrument> _instruments = new();
    private readonly Shop _shop = new();

    public MetricsTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name is GoQueueDiagnostics.MeterName or GoQueueDiagnostics.MessagingMeterName)
            {
                _instruments[instrument.Name] = instrument;
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_publish_counts_once_with_the_go_guides_labels()
    {
        await _shop.LandAsync(Shop.Order);

        Assert.Equal([(1d, "topic=shop.orders action=order.placed status=success")], Of("goqueue.messages.published"));
        Assert.Equal("topic=shop.orders action=order.placed", Assert.Single(Of("goqueue.publish.duration")).Tags);
        Assert.Equal("s", _instruments["goqueue.publish.duration"].Unit);
    }

    [Fact]
    public async Task Messages_handed_to_the_broker_are_measured_as_the_conventions_say()
    {
        await _shop.LandAsync(Shop.Order);

        const string Tags = "messaging.operation.name=publish messaging.system=in_memory messaging.operation.type=send messaging.destination.name=shop.orders:order.placed";
        Assert.Equal([(1d, Tags)], Of("messaging.client.sent.messages"));
        Assert.Equal(Tags, Assert.Single(Of("messaging.client.operation.duration")).Tags);
    }

    [Fact]
    public async Task Failures_count_as_errors_whether_or_not_they_reached_the_broker()
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher();
        await Assert.ThrowsAsync<EventValidationException>(async () => await publisher.PublishAsync(new OrderPlaced(-1, "Ann", null)));
        var publish = publisher.PublishAsync(Shop.Order);
        transport.Reject();
        await Assert.ThrowsAsync<MessageRejectedException>(async () => await publish);

        const string Error = "topic=shop.orders action=order.placed status=error";
        Assert.Equal([(1d, Error), (1d, Error)], Of("goqueue.messages.published"));
        Assert.Equal([(1d, "topic=shop.orders action=order.placed rule=Range")], Of("goqueue.validation.failures"));
        Assert.EndsWith(" error.type=nack", Assert.Single(Of("messaging.client.sent.messages")).Tags, StringComparison.Ordinal);
        Assert.EndsWith(" error.type=nack", Assert.Single(Of("messaging.client.operation.duration")).Tags, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resent_message_counts_one_publish_and_one_resend()
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher();
        var publish = publisher.PublishAsync(Shop.Order);
        transport.Lose();
        transport.Confirm();
        await publish;

        Assert.Equal([(1d, "topic=shop.orders action=order.placed")], Of("goqueue.publish.resends"));
        Assert.Single(Of("goqueue.messages.published"));
        Assert.Single(Of("messaging.client.sent.messages"));
    }

    [Fact]
    public async Task A_middleware_that_sends_twice_makes_one_publish_of_two_messages_and_one_that_skips_makes_none()
    {
        await using var publisher = _shop.Publisher(goqueue => goqueue
            .Use(
                async (context, next) =>
                {
                    await next(context);
                    await next(context);
                },
                m => m.For<OrderPlaced>())
            .Use(
                (context, _) =>
                {
                    context.Skip();
                    return ValueTask.CompletedTask;
                },
                m => m.For<OrderCancelled>()));

        await publisher.PublishAsync(Shop.Order);
        await publisher.PublishAsync(new OrderCancelled(1));

        Assert.Equal([(1d, "topic=shop.orders action=order.placed status=success")], Of("goqueue.messages.published"));
        Assert.Equal(2, Of("messaging.client.sent.messages").Count);
    }

    [Fact]
    public async Task Gauges_are_read_when_asked_for()
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(goqueue => goqueue.UseCircuitBreaker());
        var publish = publisher.PublishAsync(Shop.Order);

        _listener.RecordObservableInstruments();

        const string Id = "messaging.client.id=order-service";
        Assert.Contains((1d, Id), Of("goqueue.publish.in_flight"));
        Assert.Contains((3d, Id), Of("goqueue.channel.pool.open"));
        Assert.Contains((1d, Id), Of("goqueue.connection.open"));
        Assert.Contains((0d, Id), Of("goqueue.circuit.state"));
        transport.Confirm();
        await publish;
    }

    [Fact]
    public async Task The_circuits_gauge_follows_its_state()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(goqueue => goqueue.UseTimeProvider(time).UseCircuitBreaker(c => c.FailureThreshold = 1));
        var rejected = publisher.PublishAsync(Shop.Order).AsTask();
        transport.Reject();
        await Assert.ThrowsAsync<MessageRejectedException>(() => rejected);
        _listener.RecordObservableInstruments();
        time.Advance(TimeSpan.FromSeconds(30));
        var probe = publisher.PublishAsync(Shop.Order).AsTask();
        _listener.RecordObservableInstruments();
        transport.Confirm();
        await probe;
        _listener.RecordObservableInstruments();

        Assert.Equal([1d, 2d, 0d], Of("goqueue.circuit.state").Select(one => one.Value));
    }

    [Fact]
    public async Task Publishers_of_a_container_use_its_meters_and_fall_silent_with_their_end()
    {
        var services = new ServiceCollection();
        services.AddMetrics();
        services.AddGoQueue(o => o.PublisherId = "in-container").UseInMemory(_shop.Broker);
        var provider = services.BuildServiceProvider();
        var publisher = provider.GetRequiredService<GoQueuePublisher>();
        await publisher.PublishAsync(Shop.Order);
        Assert.Single(Of("goqueue.messages.published"));

        await publisher.DisposeAsync();
        _listener.RecordObservableInstruments();

        Assert.DoesNotContain(Of("goqueue.connection.open"), one => one.Tags.Contains("in-container", StringComparison.Ordinal));
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task Every_instrument_of_the_documentation_exists_and_no_other()
    {
        await using var publisher = new ManualTransport().Publisher(goqueue => goqueue.UseCircuitBreaker());

        Assert.Equal(
            [
                "goqueue.channel.pool.open", "goqueue.circuit.state", "goqueue.connection.open", "goqueue.messages.published", "goqueue.publish.duration",
                "goqueue.publish.in_flight", "goqueue.publish.resends", "goqueue.validation.failures", "messaging.client.operation.duration", "messaging.client.sent.messages",
            ],
            _instruments.Keys.Order(StringComparer.Ordinal));
        var documentation = File.ReadAllText(Repository.File("docs", "telemetry.md"));
        Assert.All(_instruments.Keys, name => Assert.Contains($"| `{name}` |", documentation, StringComparison.Ordinal));
    }

    private List<(double Value, string Tags)> Of(string instrument) => [.. _measurements.Where(one => one.Name == instrument).Select(one => (one.Value, one.Tags))];

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        _measurements.Enqueue((instrument.Name, value, text));
    }
}
