using System.Diagnostics;
using GoQueue.Core.Tests.Harness;
using GoQueue.Diagnostics;
using Xunit;

namespace GoQueue.Core.Tests.Diagnostics;

[Covers(typeof(PublisherTracing))]
[Collection(AloneCollection.Name)]
public sealed class TracingTests
{
    private static readonly ActivitySource s_callers = new("GoQueue.Core.Tests.Callers");
    private readonly Shop _shop = new();

    [Fact]
    public async Task A_publish_is_one_producer_span_with_the_conventions_attributes()
    {
        using var spans = new SpanCollector();
        await _shop.LandAsync(Shop.Order, options: Shop.Fixed with { CorrelationId = "c-1" });

        var span = Assert.Single(spans.Spans);
        Assert.Equal("publish shop.orders:order.placed", span.DisplayName);
        Assert.Equal(ActivityKind.Producer, span.Kind);
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        var atStart = new Dictionary<string, object?>
        {
            ["messaging.system"] = "in_memory",
            ["messaging.operation.name"] = "publish",
            ["messaging.operation.type"] = "send",
            ["messaging.destination.name"] = "shop.orders:order.placed",
            ["messaging.rabbitmq.destination.routing_key"] = "order.placed",
            ["messaging.client.id"] = "order-service",
        };
        Assert.Equal(atStart, spans.SamplerTags);
        Assert.Equal(
            new Dictionary<string, object?>(atStart) { ["messaging.message.id"] = "msg-123", ["messaging.message.conversation_id"] = "c-1" },
            span.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value));
    }

    [Fact]
    public async Task The_message_carries_the_spans_context()
    {
        using var spans = new SpanCollector();
        var message = await _shop.LandAsync(Shop.Order);

        var span = Assert.Single(spans.Spans);
        Assert.Equal(span.Id, message.Headers["traceparent"]);
    }

    [Fact]
    public async Task The_span_ends_with_the_brokers_answer_and_counts_attempts()
    {
        using var spans = new SpanCollector();
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher();
        var publish = publisher.PublishAsync(Shop.Order);
        transport.Lose();
        Assert.Empty(spans.Spans);

        transport.Confirm();
        await publish;

        Assert.Equal(2, Assert.Single(spans.Spans).GetTagItem("goqueue.publish.attempts"));
    }

    [Fact]
    public async Task A_rendered_routing_key_shows_as_its_template_only()
    {
        using var spans = new SpanCollector();
        await _shop.LandAsync(new RoutedOrder("hunter2"));

        var span = Assert.Single(spans.Spans);
        Assert.Equal("publish shop.orders:order.{region}.routed", span.DisplayName);
        Assert.Equal("shop.orders:order.{region}.routed", span.GetTagItem("messaging.destination.template"));
        Assert.DoesNotContain("hunter2", string.Join('|', span.TagObjects), StringComparison.Ordinal);
        Assert.Equal("order.hunter2.routed", Assert.Single(_shop.Queue.Messages).RoutingKey);
    }

    [Fact]
    public async Task A_validation_failure_is_a_span_with_the_rules_and_without_the_values()
    {
        using var spans = new SpanCollector();
        await Assert.ThrowsAsync<EventValidationException>(() => _shop.LandAsync(new OrderPlaced(-42, "hunter2", null)));

        var span = Assert.Single(spans.Spans);
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Null(span.StatusDescription);
        Assert.Equal("validation", span.GetTagItem("error.type"));
        Assert.Equal("Range", span.GetTagItem("goqueue.validation.rules"));
        Assert.Empty(span.Events);
        Assert.DoesNotContain("hunter2", string.Join('|', span.TagObjects), StringComparison.Ordinal);
        Assert.DoesNotContain("42", string.Join('|', span.TagObjects), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_failure_before_and_behind_the_broker_ends_its_span_with_an_error_type()
    {
        using var spans = new SpanCollector();
        var transport = new ManualTransport();
        var publisher = transport.Publisher(goqueue => goqueue.Configure(o => o.MaxMessageBytes = 1000));
        await Assert.ThrowsAsync<EventSerializationException>(async () => await publisher.PublishAsync(new Broken(1)));
        await Assert.ThrowsAsync<MessageRefusedException>(async () => await publisher.PublishAsync(new OrderPlaced(1, new string('x', 1000), null)));
        await Assert.ThrowsAsync<PublishCanceledException>(async () => await publisher.PublishAsync(Shop.Order, null, new CancellationToken(canceled: true)));
        var rejected = publisher.PublishAsync(Shop.Order);
        transport.Reject();
        await Assert.ThrowsAsync<MessageRejectedException>(async () => await rejected);
        var lost = publisher.PublishAsync(Shop.Order);
        transport.LoseForGood();
        await Assert.ThrowsAsync<PublishOutcomeUnknownException>(async () => await lost);
        await publisher.DisposeAsync();
        await Assert.ThrowsAsync<PublisherStoppedException>(async () => await publisher.PublishAsync(Shop.Order));

        Assert.Equal(
            ["serialization", "refused", "canceled", "nack", "outcome_unknown", "publisher_stopped"],
            spans.Spans.Select(span => (string?)span.GetTagItem("error.type")));
        Assert.All(spans.Spans, span => Assert.Equal(ActivityStatusCode.Error, span.Status));
    }

    [Fact]
    public async Task With_middleware_the_span_covers_all_of_them_and_is_current_inside()
    {
        using var spans = new SpanCollector();
        Activity? inside = null;
        await using var publisher = _shop.Publisher(goqueue => goqueue.Use(async (context, next) =>
        {
            inside = Activity.Current;
            await next(context);
            await next(context);
            throw new InvalidOperationException("hunter2");
        }));

        await Assert.ThrowsAsync<PublishStepFailedException>(async () => await publisher.PublishAsync(Shop.Order));

        var span = Assert.Single(spans.Spans);
        Assert.Same(span, inside);
        Assert.Equal("step_failed", span.GetTagItem("error.type"));
        Assert.All(_shop.Queue.Messages, message => Assert.Equal(span.Id, message.Headers["traceparent"]));
        Assert.Equal(2, _shop.Queue.Count);
    }

    [Fact]
    public async Task The_callers_activity_stays_current_and_is_the_parent()
    {
        using var spans = new SpanCollector();
        using var callers = new SpanCollector(s_callers.Name);
        using var caller = s_callers.StartActivity("caller");
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher();

        var publish = publisher.PublishAsync(Shop.Order);
        Assert.Same(caller, Activity.Current);

        // The answer comes on another thread, which must not be left in the caller's context either.
        Activity? after = caller;
        var reading = new Thread(() =>
        {
            Activity.Current = null;
            transport.Confirm();
            after = Activity.Current;
        });
        reading.Start();
        reading.Join();
        await publish;

        Assert.Null(after);
        Assert.Equal(caller!.SpanId, Assert.Single(spans.Spans).ParentSpanId);
    }

    [Fact]
    public async Task Without_a_listener_of_ours_the_callers_context_travels()
    {
        using var callers = new SpanCollector(s_callers.Name);
        using var caller = s_callers.StartActivity("caller");

        var message = await _shop.LandAsync(Shop.Order);

        Assert.Equal(caller!.Id, message.Headers["traceparent"]);
    }

    [Fact]
    public async Task Without_any_activity_there_is_no_context()
    {
        var message = await _shop.LandAsync(Shop.Order);

        Assert.False(message.Headers.ContainsKey("traceparent"));
    }

    [Fact]
    public async Task A_context_of_the_users_own_stays_and_is_linked()
    {
        const string Own = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        using var spans = new SpanCollector();

        var message = await _shop.LandAsync(Shop.Order, options: Shop.Fixed with { Headers = new Dictionary<string, object?> { ["traceparent"] = Own } });

        Assert.Equal(Own, message.Headers["traceparent"]);
        Assert.Equal("b7ad6b7169203331", Assert.Single(Assert.Single(spans.Spans).Links).Context.SpanId.ToHexString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_thousand_interleaved_messages_each_carry_their_callers_trace(bool middleware)
    {
        using var spans = new SpanCollector();
        using var callers = new SpanCollector(s_callers.Name);
        await using var publisher = _shop.Publisher(goqueue =>
        {
            if (middleware)
            {
                goqueue.Use(async (context, next) =>
                {
                    await Task.Yield();
                    await next(context);
                });
            }
        });

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(async number =>
        {
            using var caller = s_callers.StartActivity("caller", ActivityKind.Internal, parentContext: default);
            await Task.Yield();
            await publisher.PublishAsync(new OrderPlaced(number, caller!.TraceId.ToHexString(), null));
            Assert.Same(caller, Activity.Current);
        }));

        Assert.Equal(1000, _shop.Queue.Count);
        var reader = new GoQueue.Formats.MessageReader();
        foreach (var message in _shop.Queue.Messages)
        {
            Assert.Equal(reader.Read<OrderPlaced>(message).Message.Customer, ((string)message.Headers["traceparent"]!)[3..35]);
        }
    }
}
