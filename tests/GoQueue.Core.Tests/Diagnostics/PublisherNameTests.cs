using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using GoQueue.Core.Tests.Harness;
using GoQueue.InMemory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace GoQueue.Core.Tests.Diagnostics;

/// <summary>
/// With several publishers in one application, exceptions, log lines, metrics and spans say which one it was. The
/// default publisher has no name, so that dashboards keep their series.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class PublisherNameTests : IAsyncDisposable
{
    private const string Tag = "goqueue.publisher.name";

    private readonly RecordingLoggers _loggers = new();
    private readonly ServiceProvider _services;

    public PublisherNameTests()
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(_loggers);
        services.AddGoQueue().UseInMemory(new InMemoryBroker());
        services.AddKeyedGoQueue("billing").UseInMemory(new InMemoryBroker());
        _services = services.BuildServiceProvider();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task An_exception_and_its_log_line_name_the_publisher()
    {
        var named = await FailAsync(Billing);
        var unnamed = await FailAsync(Default);

        Assert.Equal("billing", named.PublisherName);
        Assert.Contains(" of publisher 'billing'", named.Message, StringComparison.Ordinal);
        Assert.Null(unnamed.PublisherName);
        Assert.DoesNotContain("of publisher", unnamed.Message, StringComparison.Ordinal);
        string[] failed = [.. _loggers.Of("GoQueue.Publisher").Where(static line => line.Contains(" 1002 ", StringComparison.Ordinal))];
        Assert.EndsWith(" (publisher 'billing')", failed[0], StringComparison.Ordinal);
        Assert.DoesNotContain("publisher '", failed[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_default_id_begins_with_the_key()
    {
        Assert.StartsWith("goqueue-billing-", ((GoQueuePublisher)Billing).PublisherId, StringComparison.Ordinal);
        Assert.DoesNotContain("billing", ((GoQueuePublisher)Default).PublisherId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_rule_and_a_cancellation_name_the_publisher_too()
    {
        var invalid = await Assert.ThrowsAsync<EventValidationException>(() => Billing.PublishAsync(new OrderPlaced(-1, "Ann", null)).AsTask());
        var canceled = await Assert.ThrowsAsync<PublishCanceledException>(() => Billing.PublishAsync(Shop.Order, cancellationToken: new CancellationToken(true)).AsTask());

        Assert.Equal("billing", invalid.PublisherName);
        Assert.Equal("billing", canceled.PublisherName);
    }

    [Fact]
    public async Task Failures_without_an_event_name_the_publisher_too()
    {
        var untyped = await Assert.ThrowsAsync<EventValidationException>(() => Billing.PublishAsync(GoQueueMessage.Create().Topic("").Build()).AsTask());
        var id = await Assert.ThrowsAsync<MessageRefusedException>(() => Billing.PublishAsync(Shop.Order, new PublishOptions { MessageId = "a\n" }).AsTask());
        var declared = await Assert.ThrowsAsync<TopologyException>(() => Billing.DeclareTopologyAsync([], static topology => topology.Bind("missing", "nowhere")).AsTask());
        var unnamed = await Assert.ThrowsAsync<TopologyException>(() => Default.DeclareTopologyAsync([], static topology => topology.Bind("missing", "nowhere")).AsTask());
        var connect = new BrokerUnavailableException(default(MessageIdentity) with { PublisherName = "billing" }, attempts: 0, "No RabbitMQ.\nStart one.");

        Assert.Equal("billing", untyped.PublisherName);
        Assert.Equal("billing", id.PublisherName);
        Assert.Equal("billing", declared.PublisherName);
        Assert.EndsWith(" (publisher 'billing')", declared.Message, StringComparison.Ordinal);
        Assert.Null(unnamed.PublisherName);
        Assert.DoesNotContain("(publisher", unnamed.Message, StringComparison.Ordinal);
        Assert.Equal("No RabbitMQ. (publisher 'billing')\nStart one.", connect.Message);
    }

    [Fact]
    public async Task Metrics_and_spans_carry_the_name_and_the_default_publisher_has_none()
    {
        var measured = new ConcurrentQueue<(string Instrument, object? Name)>();
        using var meters = new MeterListener();
        meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name is GoQueueDiagnostics.MeterName or GoQueueDiagnostics.MessagingMeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => measured.Enqueue((instrument.Name, NameIn(tags))));
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => measured.Enqueue((instrument.Name, NameIn(tags))));
        meters.Start();
        var spans = new ConcurrentQueue<object?>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == GoQueueDiagnostics.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => spans.Enqueue(activity.GetTagItem(Tag)),
        };
        ActivitySource.AddActivityListener(listener);

        await FailAsync(Billing);
        meters.RecordObservableInstruments();
        Assert.NotEmpty(measured);
        Assert.Contains(measured, static one => one is ("goqueue.messages.published", "billing"));
        Assert.Contains(measured, static one => one is ("goqueue.publish.duration", "billing"));
        Assert.Contains(measured, static one => one is ("goqueue.publish.in_flight", "billing"));
        Assert.Equal("billing", Assert.Single(spans));

        measured.Clear();
        spans.Clear();
        await FailAsync(Default);
        Assert.All(measured, static one => Assert.Null(one.Name));
        Assert.Null(Assert.Single(spans));
    }

    private GoQueuePublisher Default => _services.GetRequiredService<GoQueuePublisher>();

    private GoQueuePublisher Billing => _services.GetRequiredKeyedService<GoQueuePublisher>("billing");

    private static Task<ExchangeNotFoundException> FailAsync(GoQueuePublisher publisher) => Assert.ThrowsAsync<ExchangeNotFoundException>(() => publisher.PublishAsync(Shop.Order).AsTask());

    private static object? NameIn(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            if (tag.Key == Tag)
            {
                return tag.Value;
            }
        }

        return null;
    }
}
