using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GoQueue.Core.Tests.Publishing.Batching;
using GoQueue.Formats;
using GoQueue.InMemory;
using GoQueue.Publishing.Untyped;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GoQueue.Core.Tests.Publishing.Untyped;

[Covers(typeof(UntypedValidation))]
public sealed partial class UntypedMessageTests
{
    private readonly InMemoryBroker _broker = new();
    private readonly InMemoryQueue _queue;

    public UntypedMessageTests()
    {
        _broker.DeclareExchange("orders");
        _queue = _broker.DeclareQueue("all");
        _broker.Bind("all", "orders", "#");
    }

    [Fact]
    public async Task It_lands_as_an_event_would()
    {
        await using var publisher = Create();
        var receipt = await publisher.PublishAsync(GoQueueMessage.Create()
            .Id("msg-123").Topic("orders").Action("order.placed").Version("2.1")
            .Data("{\"total\": 42.50}"u8)
            .Header("source", "shop").Timestamp(new DateTimeOffset(2026, 11, 23, 8, 17, 42, TimeSpan.Zero))
            .Build());

        Assert.Equal("msg-123", receipt.MessageId);
        var message = Assert.Single(_queue.Messages);
        Assert.Equal("order.placed", message.RoutingKey);
        Assert.Equal("order.placed", message.Type);
        Assert.Equal("2.1", message.Headers["goqueue-schema-version"]);
        Assert.Equal("shop", message.Headers["source"]);
        Assert.Equal(
            """{"id":"msg-123","action":"order.placed","topic":"orders","data":{"total": 42.50},"timestamp":"2026-11-23T08:17:42.0000000Z"}""",
            Encoding.UTF8.GetString(message.Body.Span));
    }

    [Fact]
    public async Task Data_may_be_a_tree_or_a_value_with_metadata()
    {
        await using var publisher = Create();
        var tree = new JsonObject { ["total"] = 1 };
        var fromTree = Order().Data(tree).Build();
        tree["total"] = 2;
        var fromValue = Order().Data(new Sum(3), Metadata.Default.Sum).Build();
        await publisher.PublishAsync(fromTree);
        await publisher.PublishAsync(fromValue);

        Assert.Equal([1, 3], _queue.Messages.Select(static message => JsonNode.Parse(message.Body.Span)!["data"]!["total"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Another_content_type_needs_a_format_that_carries_it()
    {
        var message = Order().Id("m1").Data([0x92, 0x01, 0x02]).ContentType("application/vnd.msgpack").Build();
        await using var raw = Create(static goqueue => goqueue.UseFormat(MessageFormat.Raw));
        await raw.PublishAsync(message);
        var landed = Assert.Single(_queue.Messages);
        Assert.Equal("application/vnd.msgpack", landed.ContentType);
        Assert.Equal([0x92, 0x01, 0x02], landed.Body.ToArray());

        await using var envelope = Create();
        var exception = await Assert.ThrowsAnyAsync<PublishException>(async () => await envelope.PublishAsync(message));
        Assert.Equal(
            "GoQueueMessage, message m1 (orders/order.placed 1.0.0), is application/vnd.msgpack and the format GoQueue envelope carries JSON only: choose MessageFormat.Raw or MessageFormat.CloudEventsBinary for it.",
            exception.Message);
        Assert.Single(_queue.Messages);
    }

    [Fact]
    public async Task Id_time_version_and_content_type_have_defaults()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        await using var publisher = Create(goqueue => goqueue.UseTimeProvider(time));
        var message = Order().Data("1"u8).Build();
        var first = await publisher.PublishAsync(message);
        var second = await publisher.PublishAsync(message);

        Assert.NotEqual(first.MessageId, second.MessageId);
        Assert.Equal(time.GetUtcNow(), first.Timestamp);
        Assert.Equal("1.0.0", _queue.Messages[0].Headers["goqueue-schema-version"]);
        Assert.Equal("application/json", _queue.Messages[0].ContentType);
    }

    [Fact]
    public async Task The_default_exchange_takes_what_has_no_topic()
    {
        await using var publisher = Create(goqueue => goqueue.Configure(static options => options.DefaultExchange = "orders"));
        await publisher.PublishAsync(GoQueueMessage.Create().Action("order.placed").Data("{}"u8).Build());
        Assert.Equal("orders", Assert.Single(_queue.Messages).Exchange);
    }

    [Fact]
    public async Task Options_of_the_call_win_over_the_message()
    {
        await using var publisher = Create(goqueue => goqueue.Configure(static options =>
        {
            options.DefaultHeaders["a"] = "publisher";
            options.DefaultHeaders["b"] = "publisher";
            options.DefaultHeaders["c"] = "publisher";
        }));
        var message = Order().Id("own").Timestamp(DateTimeOffset.UnixEpoch).Data("{}"u8).Header("b", "message").Header("c", "message").Build();
        var receipt = await publisher.PublishAsync(message, new PublishOptions
        {
            MessageId = "call",
            Timestamp = DateTimeOffset.UnixEpoch.AddDays(1),
            CorrelationId = "conversation",
            Headers = new Dictionary<string, object?> { ["c"] = "call" },
        });

        Assert.Equal(("call", DateTimeOffset.UnixEpoch.AddDays(1)), (receipt.MessageId, receipt.Timestamp));
        var landed = Assert.Single(_queue.Messages);
        Assert.Equal(["publisher", "message", "call"], new[] { "a", "b", "c" }.Select(name => landed.Headers[name]));
        Assert.Equal("conversation", landed.CorrelationId);
    }

    [Fact]
    public async Task Middleware_sees_it_and_may_change_where_it_goes()
    {
        _broker.DeclareExchange("archive").Bind("all", "archive", "#");
        EventDescriptor? seen = null;
        GoQueueMessage? message = null;
        await using var publisher = Create(goqueue => goqueue.Use((context, next) =>
        {
            seen = context.Event;
            message = context.UntypedMessage;
            context.Exchange = "archive";
            return next(context);
        }));
        var sent = Order().Data("{}"u8).Build();
        await publisher.PublishAsync(sent);

        Assert.Null(seen);
        Assert.Same(sent, message);
        Assert.Equal("archive", Assert.Single(_queue.Messages).Exchange);
    }

    [Fact]
    public async Task Everything_that_is_missing_is_said_at_once()
    {
        await using var publisher = Create();
        var exception = await Assert.ThrowsAsync<EventValidationException>(async () => await publisher.PublishAsync(GoQueueMessage.Create().Id("m1").Build()));

        Assert.Equal(PublishOutcome.NotSent, exception.Outcome);
        Assert.Equal(["Topic", "Action", "Data"], exception.Failures.Select(static failure => failure.Path));
        Assert.Equal(
            "GoQueueMessage, message m1 (/ 1.0.0), breaks 3 rules and was not sent: "
            + "Topic: The Topic field is required where the publisher has no default exchange: call Topic(…), or set GoQueueOptions.DefaultExchange. (Required) "
            + "Action: The Action field is required: call Action(…) with the routing key. (Required) "
            + "Data: The Data field is required: call Data(…). (Required)",
            exception.Message);
        Assert.Equal(0, _queue.Count);
    }

    [Theory]
    [InlineData("order.*", "contains '*' or '#', which mean something in bindings only")]
    [InlineData("order..placed", "has an empty word between its dots")]
    [InlineData("", "is required: call Action(…) with the routing key")]
    public async Task A_malformed_action_is_refused(string action, string reason)
    {
        await using var publisher = Create();
        var failure = await SingleFailureOf(publisher, Order().Action(action).Data("{}"u8));
        Assert.Equal("Action", failure.Path);
        Assert.Equal($"The Action field {reason}.", failure.Message);
    }

    [Fact]
    public async Task A_topic_that_is_empty_or_too_long_is_refused()
    {
        await using var publisher = Create();
        Assert.Equal(
            "The Topic field is empty: name an exchange, or leave it out for the publisher's default exchange.",
            (await SingleFailureOf(publisher, Order().Topic("").Data("{}"u8))).Message);
        Assert.Equal("The Topic field is longer than 255 bytes of UTF-8.", (await SingleFailureOf(publisher, Order().Topic(new string('ü', 128)).Data("{}"u8))).Message);
        Assert.Equal("The Action field is longer than 255 bytes of UTF-8.", (await SingleFailureOf(publisher, Order().Action(new string('ü', 128)).Data("{}"u8))).Message);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1.02")]
    [InlineData("v1.0")]
    [InlineData("1.0.0.0")]
    [InlineData("")]
    public async Task A_malformed_version_is_refused(string version)
    {
        await using var publisher = Create();
        Assert.Equal("Version", (await SingleFailureOf(publisher, Order().Version(version).Data("{}"u8))).Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("not json")]
    [InlineData("\uFEFF{}")]
    public async Task Data_that_is_not_one_JSON_value_is_refused(string data)
    {
        await using var publisher = Create();
        var failure = await SingleFailureOf(publisher, Order().Data(Encoding.UTF8.GetBytes(data)));
        Assert.Equal(new ValidationFailure("Data", "Json", "The Data field is not JSON in UTF-8: give one JSON value without a byte order mark, or another ContentType."), failure);
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_refused()
    {
        await using var publisher = Create();
        Assert.Equal("Json", (await SingleFailureOf(publisher, Order().Data([(byte)'"', 0xC3, 0x28, (byte)'"']))).Rule);
    }

    [Theory]
    [InlineData("null")]
    [InlineData(" \"\" ")]
    public async Task Data_that_Go_consumers_reject_is_refused(string data)
    {
        await using var publisher = Create();
        var failure = await SingleFailureOf(publisher, Order().Data(Encoding.UTF8.GetBytes(data)));
        Assert.Equal("The Data field is null or an empty text, which consumers reject: give it a value.", failure.Message);
    }

    [Fact]
    public async Task A_reserved_header_is_refused()
    {
        await using var publisher = Create();
        var exception = await Assert.ThrowsAsync<MessageRefusedException>(
            async () => await publisher.PublishAsync(Order().Id("m1").Data("{}"u8).Header("goqueue-topic", "x").Build()));
        Assert.StartsWith("The header 'goqueue-topic' of message m1 (orders/order.placed 1.0.0) is reserved", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_takes_untyped_messages_beside_events()
    {
        _broker.DeclareExchange("counts").Bind("all", "counts", "#");
        await using var publisher = Create();
        var result = await publisher.PublishBatchAsync(
            new PublishBatch().Add(Order().Data("{}"u8).Build(), new PublishOptions { MessageId = "first" }).Add(new Counted(1)).Add(GoQueueMessage.Create().Build()));

        Assert.Equal([true, true, false], result.Select(static item => item.Succeeded));
        Assert.Equal(["order.placed", "count.made"], _queue.Messages.Select(static message => message.RoutingKey));
        Assert.Throws<ArgumentNullException>(() => new PublishBatch().Add((GoQueueMessage)null!));
    }

    [Fact]
    public async Task A_closed_publisher_and_a_cancelled_token_name_the_message()
    {
        var publisher = Create();
        var message = Order().Id("m1").Data("{}"u8).Build();
        var canceled = await Assert.ThrowsAsync<PublishCanceledException>(async () => await publisher.PublishAsync(message, cancellationToken: new CancellationToken(true)));
        Assert.Equal("m1", canceled.MessageId);
        await publisher.CloseAsync();
        var stopped = await Assert.ThrowsAsync<PublisherStoppedException>(async () => await publisher.PublishAsync(message));
        Assert.Equal("m1", stopped.MessageId);
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await publisher.PublishAsync((GoQueueMessage)null!));
    }

    [Fact]
    public async Task Plans_of_actions_from_outside_are_bounded()
    {
        await using var publisher = Create();
        for (var i = 0; i < UntypedPlans.Capacity + 100; i++)
        {
            await publisher.PublishAsync(Order().Action($"order.{i}").Data("{}"u8).Build());
        }

        Assert.Equal(UntypedPlans.Capacity + 100, _queue.Count);
        Assert.Equal(UntypedPlans.Capacity, publisher.UntypedPlanCount);
    }

    [Fact]
    public void It_prints_its_identity_and_never_its_data() =>
        Assert.Equal("message m1 (orders/order.placed 1.0.0)", Order().Id("m1").Data("\"secret\""u8).Build().ToString());

    private static GoQueueMessageBuilder Order() => GoQueueMessage.Create().Topic("orders").Action("order.placed");

    private static async Task<ValidationFailure> SingleFailureOf(GoQueuePublisher publisher, GoQueueMessageBuilder builder)
    {
        var exception = await Assert.ThrowsAsync<EventValidationException>(async () => await publisher.PublishAsync(builder.Build()));
        return Assert.Single(exception.Failures);
    }

    private GoQueuePublisher Create(Action<GoQueuePublisherBuilder>? configure = null) => GoQueuePublisher.Create(goqueue =>
    {
        goqueue.UseInMemory(_broker);
        configure?.Invoke(goqueue);
    });

    private sealed record Sum(int Total);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Sum))]
    private sealed partial class Metadata : JsonSerializerContext;
}
