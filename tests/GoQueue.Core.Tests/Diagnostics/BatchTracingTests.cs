using System.Diagnostics;
using GoQueue.Core.Tests.Harness;
using GoQueue.Publishing.Batching;
using Xunit;

namespace GoQueue.Core.Tests.Diagnostics;

/// <summary>One <c>send</c> span of a batch, and a <c>create</c> span of each message below it.</summary>
[Covers<BatchTrace>]
[Collection(AloneCollection.Name)]
public sealed class BatchTracingTests
{
    private static readonly ActivitySource s_callers = new("GoQueue.Core.Tests.BatchCallers");

    [Fact]
    public async Task A_batch_is_one_send_span_with_a_create_span_of_each_message_below_it()
    {
        using var callers = new SpanCollector(s_callers.Name);
        using var spans = new SpanCollector();
        var shop = new Shop();
        await using var publisher = shop.Publisher();
        using var caller = s_callers.StartActivity()!;

        var batch = publisher.PublishBatchAsync([Shop.Order, Shop.Order]);
        Assert.Same(caller, Activity.Current);
        (await batch).ThrowIfAnyFailed();

        var send = Assert.Single(spans.Spans, static span => span.DisplayName == "send shop.orders:order.placed");
        Assert.Equal(ActivityKind.Client, send.Kind);
        Assert.Equal(caller.SpanId, send.ParentSpanId);
        Assert.Equal(2, send.GetTagItem("messaging.batch.message_count"));
        Assert.Equal("send", send.GetTagItem("messaging.operation.name"));
        Assert.Equal("send", send.GetTagItem("messaging.operation.type"));
        Assert.Equal(ActivityStatusCode.Unset, send.Status);
        var created = spans.Spans.Where(static span => span.DisplayName == "create shop.orders:order.placed").ToList();
        Assert.Equal(3, spans.Spans.Count);
        Assert.Equal(2, created.Count);
        Assert.All(created, span =>
        {
            Assert.Equal(send.SpanId, span.ParentSpanId);
            Assert.Equal(ActivityKind.Producer, span.Kind);
            Assert.Equal("create", span.GetTagItem("messaging.operation.type"));
        });
        Assert.Equal(created.Select(static span => span.Id).Order(), shop.Queue.Messages.Select(static message => (string?)message.Headers["traceparent"]).Order());
    }

    [Fact]
    public async Task A_batch_of_several_events_names_no_destination()
    {
        using var spans = new SpanCollector();
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher();

        var batch = publisher.PublishBatchAsync([Shop.Order, (IGoQueueEvent)new RoutedOrder("eu")]);
        transport.Confirm();
        transport.Confirm();
        await batch;

        var send = Assert.Single(spans.Spans, static span => span.DisplayName == "send");
        Assert.Null(send.GetTagItem("messaging.destination.name"));
        Assert.Equal(2, spans.Spans.Count(span => span.ParentSpanId == send.SpanId));
    }

    [Fact]
    public async Task A_failed_message_shows_in_the_batchs_span_by_its_error_type()
    {
        using var spans = new SpanCollector();
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher();

        var batch = publisher.PublishBatchAsync([Shop.Order, new OrderPlaced(-1, "Ann", null)]);
        transport.Confirm();
        Assert.Equal(1, (await batch).FailedCount);

        var send = Assert.Single(spans.Spans, static span => span.Kind == ActivityKind.Client);
        Assert.Equal(ActivityStatusCode.Error, send.Status);
        Assert.Equal("validation", send.GetTagItem("error.type"));
    }

    [Fact]
    public async Task A_stream_has_a_send_span_for_each_thousand_messages()
    {
        using var spans = new SpanCollector();
        var shop = new Shop();
        await using var publisher = shop.Publisher();

        await foreach (var result in publisher.PublishStreamAsync(Orders(2500)))
        {
            Assert.True(result.Succeeded);
        }

        var sent = spans.Spans.Where(static span => span.Kind == ActivityKind.Client).Select(static span => (int)span.GetTagItem("messaging.batch.message_count")!);
        Assert.Equal([1000, 1000, 500], sent);
        Assert.Equal(2503, spans.Spans.Count);
    }

    [Fact]
    public async Task A_single_publish_keeps_its_publish_span()
    {
        using var spans = new SpanCollector();
        await new Shop().LandAsync(Shop.Order);

        Assert.Equal("publish shop.orders:order.placed", Assert.Single(spans.Spans).DisplayName);
    }

    private static async IAsyncEnumerable<OrderPlaced> Orders(int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return Shop.Order;
            await Task.CompletedTask;
        }
    }
}
