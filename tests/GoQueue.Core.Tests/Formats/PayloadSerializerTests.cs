using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using GoQueue.Core.Tests.Harness;
using GoQueue.Formats;
using GoQueue.Hosting;
using GoQueue.Pipeline;
using Xunit;

namespace GoQueue.Core.Tests.Formats;

[Covers<WireSetup>]
public sealed class PayloadSerializerTests
{
    private static readonly EncryptionKey s_key = new("k1", new byte[32]);
    private static readonly MessageReader s_reader = new(new MessageReaderOptions { Serializers = [new OrderBytes()], Keys = new KeyRing(s_key) });
    private readonly Shop _shop = new();

    [Theory]
    [InlineData(MessageFormat.Raw, false)]
    [InlineData(MessageFormat.Raw, true)]
    [InlineData(MessageFormat.CloudEventsBinary, false)]
    [InlineData(MessageFormat.CloudEventsBinary, true)]
    public async Task A_body_other_than_json_travels_and_is_read_back(MessageFormat format, bool encrypted)
    {
        var message = await _shop.LandAsync(Shop.Order, goqueue =>
        {
            goqueue.ForEvent<OrderPlaced>(e => (e.Format, e.Serializer) = (format, new OrderBytes()));
            if (encrypted)
            {
                goqueue.UseEncryption(s_key);
            }
        });

        Assert.Equal(encrypted ? "application/octet-stream" : "application/x-order", message.ContentType);
        Assert.Equal(Shop.Order, s_reader.Read<OrderPlaced>(message).Message);
        Assert.Equal("application/x-order", s_reader.ReadMetadata(message).ContentType);
    }

    [Fact]
    public async Task An_event_finds_its_serializer_by_content_type()
    {
        var message = await _shop.LandAsync(
            Shop.Order, goqueue => goqueue.AddSerializer(new OrderBytes()).UseFormat(MessageFormat.Raw).ForEvent<OrderPlaced>(e => e.ContentType = "application/X-Order"));

        Assert.Equal("application/x-order", message.ContentType);
        Assert.Equal([0, 0, 0, 42], message.Body[..4].ToArray());
    }

    [Fact]
    public void A_content_type_without_serializer_is_an_error_at_start()
    {
        var error = Fails(goqueue => goqueue.UseFormat(MessageFormat.Raw).ForEvent<OrderPlaced>(e => e.ContentType = "application/msgpack"));

        Assert.Equal("ForEvent<OrderPlaced>: no serializer is known for the content type 'application/msgpack': add one on the builder, AddSerializer(…).", error.Message);
    }

    [Theory]
    [InlineData(MessageFormat.GoQueueEnvelope)]
    [InlineData(MessageFormat.CloudEventsStructured)]
    public void A_format_of_json_refuses_other_bodies_at_start(MessageFormat format)
    {
        var error = Fails(goqueue => goqueue.UseFormat(format).ForEvent<OrderPlaced>(e => e.Serializer = new OrderBytes()));

        Assert.Equal(
            $"ForEvent<OrderPlaced>: the event is application/x-order and the format {format} carries JSON only: choose MessageFormat.Raw or MessageFormat.CloudEventsBinary for it.",
            error.Message);
    }

    [Fact]
    public void A_serializer_and_another_content_type_contradict_each_other()
    {
        var error = Fails(goqueue => goqueue.ForEvent<OrderPlaced>(e => (e.Serializer, e.ContentType) = (new OrderBytes(), "text/plain")));

        Assert.Equal("ForEvent<OrderPlaced>: ContentType is 'text/plain' and Serializer writes 'application/x-order': set one of them.", error.Message);
    }

    [Fact]
    public async Task A_json_content_type_of_the_events_own_is_written_and_bound_to_the_ciphertext()
    {
        foreach (var format in Enum.GetValues<MessageFormat>())
        {
            var message = await _shop.LandAsync(
                Shop.Order, goqueue => goqueue.UseFormat(format).UseEncryption(s_key).ForEvent<OrderPlaced>(e => e.ContentType = "application/vnd.order+json"));

            Assert.Equal("application/vnd.order+json", message.Headers["goqueue-content-type"]);
            Assert.Equal(Shop.Order, s_reader.Read<OrderPlaced>(message).Message);
        }
    }

    [Fact]
    public async Task A_serializer_that_throws_is_a_serialization_failure()
    {
        var error = await Assert.ThrowsAsync<EventSerializationException>(() => _shop.LandAsync(
            new OrderPlaced(-0, "throw", null), goqueue => goqueue.ForEvent<OrderPlaced>(e => (e.Format, e.Serializer) = (MessageFormat.Raw, new OrderBytes()))));

        Assert.Equal(
            "OrderPlaced, message msg-123 (shop.orders/order.placed 1.2), could not be written as application/x-order and was not sent: InvalidOperationException, whose text is not shown because the event has members marked [Sensitive] or [Encrypted]. Fix the value, or give the member a [JsonConverter].",
            error.Message);
        Assert.Equal(0, _shop.Queue.Count);
    }

    [Fact]
    public void A_serializer_that_cannot_read_is_a_malformed_message()
    {
        var message = new ReceivedMessage { Exchange = "shop.orders", RoutingKey = "order.placed", Body = new byte[3], ContentType = "application/x-order" };

        var error = Assert.Throws<MessageReadException>(() => s_reader.Read<OrderPlaced>(message));

        Assert.Equal(MessageReadFault.Malformed, error.Fault);
        Assert.Equal("A message without id cannot be read: its data of 3 bytes is no OrderPlaced in application/x-order (ArgumentOutOfRangeException).", error.Message);
    }

    private GoQueueConfigurationException Fails(Action<GoQueuePublisherBuilder> configure) =>
        Assert.Throws<GoQueueConfigurationException>(() => _shop.Publisher(configure));

    /// <summary>Four bytes of number, then the customer.</summary>
    private sealed class OrderBytes : IPayloadSerializer
    {
        public string ContentType => "application/x-order";

        public void Serialize<T>(T message, IBufferWriter<byte> output)
            where T : IGoQueueEvent<T>
        {
            var order = (OrderPlaced)(object)message;
            if (order.Customer == "throw")
            {
                throw new InvalidOperationException("No throwing.");
            }

            BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(4), order.OrderId);
            output.Advance(4);
            Encoding.UTF8.GetBytes(order.Customer, output);
        }

        public T Deserialize<T>(ReadOnlyMemory<byte> data)
            where T : IGoQueueEvent<T> =>
            (T)(object)new OrderPlaced(BinaryPrimitives.ReadInt32BigEndian(data.Span), Encoding.UTF8.GetString(data.Span[4..]), null);
    }
}
