using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GoQueue.Core.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Xunit;

namespace GoQueue.Core.Tests.Diagnostics;

/// <summary>What OpenTelemetry's own SDK and exporters make of it: the way users see it.</summary>
[Collection(AloneCollection.Name)]
public sealed class OpenTelemetryTests
{
    private readonly Shop _shop = new();

    [Fact]
    public async Task Spans_are_exported_with_their_parent_kind_status_and_attributes()
    {
        using var caller = new ActivitySource("GoQueue.Core.Tests.Export");
        var exported = new List<Activity>();
        using (var traces = Sdk.CreateTracerProviderBuilder()
            .AddSource(GoQueueDiagnostics.ActivitySourceName, caller.Name)
            .AddInMemoryExporter(exported)
            .Build())
        {
            using (caller.StartActivity("request"))
            {
                await _shop.LandAsync(Shop.Order);
                await Assert.ThrowsAsync<EventValidationException>(() => _shop.LandAsync(new OrderPlaced(-1, "x", null)));
            }

            traces.ForceFlush();
        }

        Assert.Equal(["publish shop.orders:order.placed", "publish shop.orders:order.placed", "request"], exported.Select(span => span.DisplayName));
        Assert.All(exported.Take(2), span => Assert.Equal(exported[2].SpanId, span.ParentSpanId));
        Assert.All(exported.Take(2), span => Assert.Equal(ActivityKind.Producer, span.Kind));
        Assert.Equal([ActivityStatusCode.Unset, ActivityStatusCode.Error], exported.Take(2).Select(span => span.Status));
        Assert.Equal("validation", exported[1].GetTagItem("error.type"));
        Assert.Equal("in_memory", exported[0].GetTagItem("messaging.system"));
    }

    [Fact]
    public async Task A_message_of_a_trace_that_is_not_sampled_carries_that_decision()
    {
        using var caller = new ActivitySource("GoQueue.Core.Tests.Unsampled");
        var exported = new List<Activity>();
        using var traces = Sdk.CreateTracerProviderBuilder()
            .AddSource(GoQueueDiagnostics.ActivitySourceName, caller.Name)
            .SetSampler(new ParentBasedSampler(new AlwaysOffSampler()))
            .AddInMemoryExporter(exported)
            .Build();
        using var request = caller.StartActivity("request");

        var message = await _shop.LandAsync(Shop.Order);

        Assert.Empty(exported);
        var context = Assert.IsType<string>(message.Headers["traceparent"]);
        Assert.EndsWith("-00", context, StringComparison.Ordinal);
        Assert.Equal(request!.TraceId.ToHexString(), context[3..35]);
    }

    [Fact]
    public async Task Metrics_are_exported_with_the_conventions_buckets()
    {
        var exported = new List<Metric>();
        using (var metrics = Sdk.CreateMeterProviderBuilder()
            .AddMeter(GoQueueDiagnostics.MeterName, GoQueueDiagnostics.MessagingMeterName)
            .AddInMemoryExporter(exported)
            .Build())
        {
            await _shop.LandAsync(Shop.Order);
            metrics.ForceFlush();
        }

        var duration = Assert.Single(exported, metric => metric.Name == "messaging.client.operation.duration");
        Assert.Equal("s", duration.Unit);
        var bounds = new List<double>();
        foreach (ref readonly var point in duration.GetMetricPoints())
        {
            foreach (var bucket in point.GetHistogramBuckets())
            {
                bounds.Add(bucket.ExplicitBound);
            }
        }

        Assert.Equal([0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, double.PositiveInfinity], bounds);
        Assert.Contains(exported, metric => metric is { Name: "messaging.client.sent.messages", MetricType: MetricType.LongSum });
        Assert.Contains(exported, metric => metric is { Name: "goqueue.messages.published", MetricType: MetricType.LongSum });
    }

    [Fact]
    public async Task Prometheus_scrapes_the_names_of_the_go_guide()
    {
        var port = FreePort();
        using var metrics = Sdk.CreateMeterProviderBuilder()
            .AddMeter(GoQueueDiagnostics.MeterName, GoQueueDiagnostics.MessagingMeterName)
            .AddPrometheusHttpListener(options => (options.Host, options.Port) = ("127.0.0.1", port))
            .Build();
        var services = new ServiceCollection();
        services.AddMetrics();
        services.AddGoQueue(o => o.PublisherId = "scraped").UseInMemory(_shop.Broker).UseCircuitBreaker();
        await using var provider = services.BuildServiceProvider();
        var publisher = provider.GetRequiredService<IGoQueuePublisher>();
        await publisher.PublishAsync(Shop.Order);
        await publisher.PublishAsync(Shop.Order);
        await Assert.ThrowsAsync<EventValidationException>(async () => await publisher.PublishAsync(new OrderPlaced(-1, "x", null)));

        using var client = new HttpClient();
        var page = await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"), TestContext.Current.CancellationToken);

        var lines = page.Split('\n');
        Assert.Contains("# TYPE goqueue_messages_published_total counter", lines);
        Assert.Contains("# TYPE goqueue_publish_duration_seconds histogram", lines);
        Assert.Equal("2", ValueOf(lines, "goqueue_messages_published_total", "topic=\"shop.orders\"", "action=\"order.placed\"", "status=\"success\""));
        Assert.Equal("1", ValueOf(lines, "goqueue_messages_published_total", "topic=\"shop.orders\"", "action=\"order.placed\"", "status=\"error\""));
        Assert.Equal("3", ValueOf(lines, "goqueue_publish_duration_seconds_count", "topic=\"shop.orders\"", "action=\"order.placed\""));
        Assert.Equal("1", ValueOf(lines, "goqueue_validation_failures_total", "rule=\"Range\""));
        Assert.Equal("0", ValueOf(lines, "goqueue_circuit_state", "messaging_client_id=\"scraped\""));

        // Every name that docs/telemetry.md promises for Prometheus, but for the one whose event has not happened here.
        var promised = TelemetryPage.PrometheusNames().Except(["goqueue_publish_resends_total"]).ToList();
        Assert.Equal(7, promised.Count);
        Assert.All(promised, name => Assert.Contains(lines, line => line.StartsWith($"# TYPE {name} ", StringComparison.Ordinal)));
    }

    private static string ValueOf(string[] lines, string name, params string[] labels) => Assert.Single(
        lines, line => (line.StartsWith($"{name}{{", StringComparison.Ordinal)) && labels.All(label => line.Contains(label, StringComparison.Ordinal))).Split("} ")[1].Split(' ')[0];

    // The listener takes a number only. Another program may take the port in between: then the test fails with a name for it.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
