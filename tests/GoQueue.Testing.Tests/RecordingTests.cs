using Xunit;

namespace GoQueue.Testing.Tests;

public sealed class RecordingTests
{
    private static readonly UserCreated s_ann = new(Guid.Empty, "Ann");

    [Fact]
    public async Task An_event_without_any_binding_is_accepted_and_kept()
    {
        await using var harness = GoQueueTestHarness.Create();

        var receipt = await harness.Publisher.PublishUserCreatedAsync(s_ann);

        var message = harness.Single<UserCreated>();
        Assert.Same(s_ann, message.Event);
        Assert.Equal(receipt.MessageId, message.MessageId);
        Assert.Equal(1, receipt.Attempts);
    }

    [Fact]
    public async Task A_message_shows_what_a_broker_would_have_got()
    {
        await using var harness = GoQueueTestHarness.Create(goqueue => goqueue.Configure(options => options.PublisherId = "shop"));

        await harness.Publisher.PublishUserCreatedAsync(s_ann, new PublishOptions
        {
            MessageId = "m-1",
            CorrelationId = "checkout-7",
            Headers = new Dictionary<string, object?> { ["source"] = "test" },
        });

        var message = harness.Single<UserCreated>();
        Assert.Equal("users", message.Exchange);
        Assert.Equal("user.created", message.RoutingKey);
        Assert.Equal("checkout-7", message.CorrelationId);
        Assert.Equal("test", message.Headers["source"]);
        Assert.Equal("1.0", message.Headers["goqueue-schema-version"]);
        Assert.Equal("shop", message.Wire.AppId);
        Assert.Equal("""{"userId":"00000000-0000-0000-0000-000000000000","name":"Ann"}""", message.Data);
        Assert.StartsWith("""{"id":"m-1","action":"user.created","topic":"users","data":{"userId":""", message.Json, StringComparison.Ordinal);
        Assert.Equal("UserCreated (users/user.created 1.0)", message.ToString());
        Assert.Same(EventDescriptor.For<UserCreated>(), message.Descriptor);
    }

    [Fact]
    public async Task Messages_are_kept_in_their_order_and_by_their_kind()
    {
        await using var harness = GoQueueTestHarness.Create();

        await harness.Publisher.PublishUserCreatedAsync(s_ann);
        await harness.Publisher.PublishOrderPlacedAsync(new(1, 9.5m));
        await harness.Publisher.PublishOrderPlacedAsync(new(2, 12m));

        Assert.Equal([1, 2, 3], harness.Published().Select(message => message.Position));
        Assert.Equal(["users", "orders", "orders"], harness.Published().Select(message => message.Exchange));
        Assert.Equal([1, 2], harness.Published<OrderPlaced>().Select(message => message.Event.Number));
        Assert.True(harness.Published()[1].TryGetEvent<OrderPlaced>(out var order));
        Assert.Equal(9.5m, order.Total);
        Assert.False(harness.Published()[0].TryGetEvent<OrderPlaced>(out _));
        Assert.Equal(12m, harness.Single<OrderPlaced>(placed => placed.Number == 2).Event.Total);
    }

    [Fact]
    public async Task An_untyped_message_is_kept_too()
    {
        await using var harness = GoQueueTestHarness.Create();

        await harness.Publisher.PublishAsync(GoQueueMessage.Create().Topic("legacy").Action("thing.moved").Data("""{"a":1}"""u8).Build());

        var message = Assert.Single(harness.Published());
        Assert.Null(message.Descriptor);
        Assert.Equal("GoQueueMessage (legacy/thing.moved)", message.ToString());
        Assert.Contains("\"data\":{\"a\":1}", message.Json, StringComparison.Ordinal);
        var thrown = Assert.Throws<InvalidOperationException>(() => message.Data);
        Assert.Contains("was published as GoQueueMessage and has no event", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clearing_forgets_what_was_published()
    {
        await using var harness = GoQueueTestHarness.Create();
        await harness.Publisher.PublishUserCreatedAsync(s_ann);

        harness.Clear();

        harness.None();
        await harness.Publisher.PublishOrderPlacedAsync(new(1, 1));
        Assert.Equal(1, harness.Single<OrderPlaced>().Position);
    }

    [Fact]
    public async Task A_queue_that_the_test_binds_gets_its_messages()
    {
        await using var harness = GoQueueTestHarness.Create();
        harness.Broker.DeclareExchange("orders").DeclareQueue("billing");
        harness.Broker.Bind("billing", "orders", "order.*");

        await harness.Publisher.PublishOrderPlacedAsync(new(1, 9.5m));
        await harness.Publisher.PublishUserCreatedAsync(s_ann);

        Assert.Equal("order.placed", Assert.Single(harness.Broker.Queue("billing").Messages).RoutingKey);
    }

    [Fact]
    public async Task Harnesses_share_nothing()
    {
        await using var one = GoQueueTestHarness.Create();
        await using var other = GoQueueTestHarness.Create();
        other.FailNext(PublishFault.Nack);

        await Parallel.ForAsync(0, 200, async (number, token) => await one.Publisher.PublishOrderPlacedAsync(new(number, 1), cancellationToken: token));

        Assert.Equal(200, one.Published<OrderPlaced>().Count);
        Assert.Equal(Enumerable.Range(1, 200), one.Published().Select(message => message.Position));
        other.None();
    }
}
