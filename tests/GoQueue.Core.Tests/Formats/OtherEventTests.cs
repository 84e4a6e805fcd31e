using GoQueue.Core.Tests.Harness;
using GoQueue.Core.Tests.Publishing;
using GoQueue.Formats;
using GoQueue.InMemory;
using GoQueue.Pipeline;
using Xunit;

namespace GoQueue.Core.Tests.Formats;

/// <summary>A message is read as its own event, or it is said that it is another one.</summary>
public sealed class OtherEventTests
{
    private static readonly EncryptionKey s_key = new("k1", new byte[32]);
    private static readonly MessageReader s_reader = new(new MessageReaderOptions { Keys = new KeyRing(s_key) });
    private static readonly MessageReader s_lax = new(new MessageReaderOptions { Keys = new KeyRing(s_key), AllowOtherEvents = true });
    private readonly Shop _shop = new();

    public static TheoryData<MessageFormat> Formats => [.. Enum.GetValues<MessageFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_message_of_another_event_is_refused_in_every_format(MessageFormat format)
    {
        var message = await _shop.LandAsync(new OrderCancelled(42), goqueue => goqueue.UseFormat(format));

        var error = Assert.Throws<MessageReadException>(() => s_reader.Read<OrderPlaced>(message));

        Assert.Equal(MessageReadFault.OtherEvent, error.Fault);
        Assert.Equal(
            "Message msg-123 is shop.orders/order.cancelled and was read as OrderPlaced (shop.orders/order.placed 1.2): read it as its own event, bind the queue more narrowly, or set MessageReaderOptions.AllowOtherEvents.",
            error.Message);
        Assert.Equal(new OrderCancelled(42), s_reader.Read<OrderCancelled>(message).Message);
        Assert.Equal(42, s_lax.Read<OrderPlaced>(message).Message.OrderId);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task An_encrypted_message_of_another_event_is_refused_whatever_the_options(MessageFormat format)
    {
        var message = await _shop.LandAsync(new OrderCancelled(42), goqueue => goqueue.UseFormat(format).UseEncryption(s_key));

        foreach (var reader in new[] { s_reader, s_lax })
        {
            var error = Assert.Throws<MessageReadException>(() => reader.Read<OrderPlaced>(message));
            Assert.Equal(MessageReadFault.OtherEvent, error.Fault);
            Assert.EndsWith("was read as OrderPlaced (shop.orders/order.placed 1.2): an encrypted message is read as its own event only.", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(new OrderCancelled(42), s_reader.Read<OrderCancelled>(message).Message);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_forged_identity_does_not_make_an_encrypted_message_another_event(MessageFormat format)
    {
        var message = await _shop.LandAsync(new OrderCancelled(42), goqueue => goqueue.UseFormat(format).UseEncryption(s_key));
        var forged = new Dictionary<string, object?>(message.Headers) { ["goqueue-action"] = "order.placed" };

        Assert.Equal(MessageReadFault.Tampered, Assert.Throws<MessageReadException>(() => s_lax.Read<OrderPlaced>(message with { Headers = forged })).Fault);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_rendered_routing_key_is_its_templates_event_in_every_format_and_after_dead_lettering(MessageFormat format)
    {
        var broker = new InMemoryBroker().DeclareExchange("orders");
        broker.DeclareQueue("all");
        broker.Bind("all", "orders", "#");
        await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(broker).UseFormat(format));
        await publisher.PublishAsync(new PlacedIn("de"));
        var message = Assert.Single(broker.Queue("all").Messages);

        Assert.Equal(new PlacedIn("de"), s_reader.Read<PlacedIn>(message).Message);
        Assert.Equal(new PlacedIn("de"), s_reader.Read<PlacedIn>(message with { Exchange = "", RoutingKey = "dead-letters" }).Message);
    }

    [Theory]
    [InlineData("shop.orders", "order.placed", true)]
    [InlineData("shop.orders", "order.cancelled", false)]
    [InlineData("other", "order.placed", false)]
    public void A_message_that_declares_nothing_is_judged_by_where_it_was_published_to(string exchange, string routingKey, bool isRead)
    {
        var message = new ReceivedMessage { Exchange = exchange, RoutingKey = routingKey, Body = """{"orderId":1,"customer":"a"}"""u8.ToArray() };

        var error = Record.Exception(() => s_reader.Read<OrderPlaced>(message));

        Assert.Equal(isRead ? null : MessageReadFault.OtherEvent, (error as MessageReadException)?.Fault);
        Assert.Equal(1, s_lax.Read<OrderPlaced>(message).Message.OrderId);
    }

    [Theory]
    [InlineData("order.de.placed", true)]
    [InlineData("order.de.berlin.placed", true)]
    [InlineData("order..placed", true)]
    [InlineData("order.placed", false)]
    [InlineData("order.de.cancelled", false)]
    [InlineData("x.order.de.placed", false)]
    [InlineData("order.de.placed.x", false)]
    public void A_key_is_compared_with_the_template(string key, bool isRead)
    {
        var message = new ReceivedMessage { Exchange = "orders", RoutingKey = key, Body = """{"country":"de"}"""u8.ToArray() };

        Assert.Equal(isRead ? null : MessageReadFault.OtherEvent, (Record.Exception(() => s_reader.Read<PlacedIn>(message)) as MessageReadException)?.Fault);
    }

    [Fact]
    public async Task Data_and_metadata_are_read_of_every_event()
    {
        var message = await _shop.LandAsync(new OrderCancelled(42));

        Assert.NotEmpty(s_reader.ReadData(message));
        Assert.Equal("order.cancelled", s_reader.ReadMetadata(message).Action);
    }
}
