using System.Text;
using GoQueue.Core.Tests.Harness;
using GoQueue.Formats;
using GoQueue.Pipeline;
using Xunit;

namespace GoQueue.Core.Tests.Formats;

/// <summary>Each message goes to the handler of its event, by topic, declared action and major version.</summary>
public sealed class MessageDispatcherTests
{
    private static readonly EncryptionKey s_key = new("k1", new byte[32]);
    private static readonly MessageReader s_reader = new(new MessageReaderOptions { Keys = new KeyRing(s_key) });
    private static readonly MessageDispatcher<List<string>> s_dispatcher = MessageDispatcher.Create<List<string>>(s_reader, static d => d
        .On<OrderPlaced>(static (message, heard, _) => Hear(heard, $"placed {message.Message.OrderId} {message.Metadata.MessageId}"))
        .On<OrderPlaced2>(static (message, heard, _) => Hear(heard, $"placed2 {message.Message.OrderId}"))
        .On<RoutedOrder>(static (message, heard, _) => Hear(heard, $"routed {message.Message.Region}"))
        .On<Noted>(static (message, heard, _) => Hear(heard, $"noted {message.Message.Text}")));

    private readonly Shop _shop = new();
    private readonly List<string> _heard = [];

    public static TheoryData<MessageFormat> Formats => [.. Enum.GetValues<MessageFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task An_event_goes_to_its_handler_in_every_format(MessageFormat format)
    {
        Assert.Equal(DispatchResult.Handled, await DispatchAsync(Shop.Order, format));
        Assert.Equal(DispatchResult.Handled, await DispatchAsync(new OrderPlaced2(2), format));
        Assert.Equal(DispatchResult.Handled, await DispatchAsync(new RoutedOrder("eu"), format));
        Assert.Equal(["placed 42 msg-123", "placed2 2", "routed eu"], _heard);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task An_encrypted_event_goes_to_its_handler_and_a_forged_one_is_unreadable(MessageFormat format)
    {
        var message = await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseFormat(format).UseEncryption(s_key));
        var forged = message with { Headers = new Dictionary<string, object?>(message.Headers) { ["goqueue-schema-version"] = "2.0" } };

        Assert.Equal(DispatchResult.Handled, await s_dispatcher.DispatchAsync(message, _heard));
        var result = await s_dispatcher.DispatchAsync(forged, _heard);

        Assert.Equal((DispatchOutcome.Unreadable, MessageReadFault.Tampered), (result.Outcome, result.Fault));
        Assert.Equal("placed 42 msg-123", Assert.Single(_heard));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Another_event_or_major_version_has_no_handler(MessageFormat format)
    {
        var cancelled = await DispatchAsync(new OrderCancelled(1), format);
        var message = await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseFormat(format));
        var newer = await s_dispatcher.DispatchAsync(message with { Headers = new Dictionary<string, object?>(message.Headers) { ["goqueue-schema-version"] = "3.0" } }, _heard);

        Assert.Equal((DispatchResult.NoHandler, DispatchResult.NoHandler), (cancelled, newer));
        Assert.Empty(_heard);
    }

    [Fact]
    public async Task A_newer_minor_version_goes_to_the_handler()
    {
        var message = await _shop.LandAsync(Shop.Order);
        var headers = new Dictionary<string, object?>(message.Headers) { ["goqueue-schema-version"] = "1.9" };

        Assert.Equal(DispatchResult.Handled, await s_dispatcher.DispatchAsync(message with { Headers = headers }, _heard));
    }

    [Fact]
    public async Task An_event_without_topic_is_taken_from_any_topic()
    {
        _shop.Broker.DeclareExchange("shop.notes").Bind("all", "shop.notes", "#");
        var message = await _shop.LandAsync(new Noted("a"), goqueue => goqueue.Configure(options => options.DefaultExchange = "shop.notes"));

        Assert.Equal(DispatchResult.Handled, await s_dispatcher.DispatchAsync(message, _heard));
    }

    [Theory]
    [InlineData("order.placed", null, "NoHandler")]
    [InlineData("order.eu.routed", null, "Handled")]
    [InlineData("anything", "shop.orders.order.placed.v2", "Handled")]
    [InlineData("anything", "shop.orders.order.placed.v3", "NoHandler")]
    [InlineData("order.lost", null, "NoHandler")]
    public async Task A_message_of_another_publisher_is_found_by_its_route_or_type(string routingKey, string? type, string outcome)
    {
        var message = new ReceivedMessage
        {
            Exchange = "shop.orders",
            RoutingKey = routingKey,
            ContentType = "application/json",
            Headers = type is null
                ? new Dictionary<string, object?>()
                : new Dictionary<string, object?> { ["cloudEvents_specversion"] = "1.0", ["cloudEvents_id"] = "1", ["cloudEvents_source"] = "/shop", ["cloudEvents_type"] = type },
            Body = Encoding.UTF8.GetBytes("""{"orderId":7,"customer":"Ann","region":"eu"}"""),
        };

        // Both versions of order.placed would fit a message that names none.
        Assert.Equal(outcome, (await s_dispatcher.DispatchAsync(message, _heard)).Outcome.ToString());
    }

    [Fact]
    public async Task A_message_without_version_goes_to_the_only_handler_of_its_action()
    {
        var message = await _shop.LandAsync(Shop.Order);
        var headers = new Dictionary<string, object?>(message.Headers);
        headers.Remove("goqueue-schema-version");
        var single = MessageDispatcher.Create<List<string>>(s_reader, static d => d.On<OrderPlaced>(static (_, heard, _) => Hear(heard, "placed")));

        Assert.Equal(DispatchResult.Handled, await single.DispatchAsync(message with { Headers = headers }, _heard));
        Assert.Equal(DispatchResult.NoHandler, await s_dispatcher.DispatchAsync(message with { Headers = headers }, _heard));
    }

    [Fact]
    public async Task What_cannot_be_read_is_a_result_and_calls_no_handler()
    {
        var message = await _shop.LandAsync(Shop.Order);

        var malformed = await s_dispatcher.DispatchAsync(message with { Body = "{"u8.ToArray() }, _heard);
        var wrong = await s_dispatcher.DispatchAsync(message with { Body = """{"action":"order.placed","topic":"shop.orders","data":{"orderId":"x"}}"""u8.ToArray() }, _heard);

        Assert.Equal((DispatchOutcome.Unreadable, MessageReadFault.Malformed), (malformed.Outcome, malformed.Fault));
        Assert.Equal((DispatchOutcome.Unreadable, MessageReadFault.Malformed), (wrong.Outcome, wrong.Fault));
        Assert.NotNull(wrong.Failure);
        Assert.Empty(_heard);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_handler_throws_passes_through_even_if_it_is_a_reading_failure(bool isLate)
    {
        var message = await _shop.LandAsync(Shop.Order);
        var dispatcher = MessageDispatcher.Create<bool>(s_reader, static d => d.On<OrderPlaced>(static async (_, late, _) =>
        {
            if (late)
            {
                await Task.Yield();
            }

            throw new MessageReadException(MessageReadFault.Malformed, "inner", "of the handler");
        }));

        var dispatch = dispatcher.DispatchAsync(message, isLate);

        Assert.Equal("inner", (await Assert.ThrowsAsync<MessageReadException>(() => dispatch.AsTask())).MessageId);
    }

    [Fact]
    public async Task A_handler_that_throws_before_it_returns_fails_the_task()
    {
        var message = await _shop.LandAsync(Shop.Order);
        var dispatcher = MessageDispatcher.Create<int>(s_reader, static d => d.On<OrderPlaced>(static (_, _, _) => throw new InvalidOperationException("at once")));

        var dispatch = dispatcher.DispatchAsync(message, 1);

        Assert.Equal("at once", (await Assert.ThrowsAsync<InvalidOperationException>(() => dispatch.AsTask())).Message);
    }

    [Fact]
    public async Task The_rest_goes_to_the_last_handler()
    {
        var dispatcher = MessageDispatcher.Create<List<string>>(s_reader, static d => d.Otherwise(static (message, heard, _) => Hear(heard, message.RoutingKey)));

        Assert.Equal(DispatchResult.Handled, await dispatcher.DispatchAsync(await _shop.LandAsync(Shop.Order), _heard));
        Assert.Equal("order.placed", Assert.Single(_heard));
    }

    [Fact]
    public async Task State_and_token_reach_the_handler()
    {
        using var source = new CancellationTokenSource();
        var message = await _shop.LandAsync(Shop.Order);
        var dispatcher = MessageDispatcher.Create<CancellationToken>(s_reader, static d => d.On<OrderPlaced>(static (_, expected, token) =>
        {
            Assert.Equal(expected, token);
            return ValueTask.CompletedTask;
        }));

        await dispatcher.DispatchAsync(message, source.Token, source.Token);
    }

    [Fact]
    public void Two_handlers_of_one_key_are_an_error_that_names_both()
    {
        var error = Assert.Throws<GoQueueConfigurationException>(() => MessageDispatcher.Create<int>(s_reader, static d => d
            .On<OrderPlaced>(static (_, _, _) => ValueTask.CompletedTask)
            .On<OrderPlaced>(static (_, _, _) => ValueTask.CompletedTask)));

        Assert.Equal("The dispatcher has two handlers of shop.orders/order.placed in version 1: OrderPlaced and OrderPlaced. Keep one.", error.Message);
        Assert.Throws<GoQueueConfigurationException>(() => MessageDispatcher.Create<int>(s_reader, static d => d
            .Otherwise(static (_, _, _) => ValueTask.CompletedTask)
            .Otherwise(static (_, _, _) => ValueTask.CompletedTask)));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Dispatching_allocates_nothing_beyond_reading(MessageFormat format)
    {
        var message = await _shop.LandAsync(Shop.Order, goqueue => goqueue.UseFormat(format));
        var dispatcher = MessageDispatcher.Create<int>(s_reader, static d => d.On<OrderPlaced>(static (_, _, _) => ValueTask.CompletedTask));

        var reading = Allocated(() => s_reader.Read<OrderPlaced>(message));
        var dispatching = Allocated(() => Complete(dispatcher.DispatchAsync(message, 1)));

        Assert.Equal(reading, dispatching);
    }

    private static void Complete(ValueTask<DispatchResult> dispatch) => Assert.True(dispatch.IsCompletedSuccessfully);

    private static long Allocated(Action action)
    {
        for (var i = 0; i < 200; i++)
        {
            action();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            action();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
    }

    private static ValueTask Hear(List<string> heard, string text)
    {
        heard.Add(text);
        return ValueTask.CompletedTask;
    }

    private async Task<DispatchResult> DispatchAsync<T>(T message, MessageFormat format)
        where T : IGoQueueEvent<T> => await s_dispatcher.DispatchAsync(await _shop.LandAsync(message, goqueue => goqueue.UseFormat(format)), _heard);
}
