using GoQueue.Core.Tests.Harness;
using GoQueue.Formats;
using RabbitMQ.Client;
using Xunit;

namespace GoQueue.Core.Tests.Formats;

/// <summary>What others write into AMQP's timestamp must not stop a consumer.</summary>
public sealed class ReceivedTimestampTests
{
    [Theory]
    [InlineData(1, "1970-01-01T00:00:01.000Z")]
    [InlineData(1_795_421_862, "2026-11-23T08:17:42.000Z")]
    [InlineData(253_402_300_799, "9999-12-31T23:59:59.000Z")]
    [InlineData(1_795_421_862_704, "2026-11-23T08:17:42.704Z")]
    [InlineData(253_402_300_799_999, "9999-12-31T23:59:59.999Z")]
    [InlineData(253_402_300_800_000, null)]
    [InlineData(1_795_421_862_704_564_593, null)]
    [InlineData(long.MaxValue, null)]
    [InlineData(-1, null)]
    [InlineData(long.MinValue, null)]
    public void A_timestamp_is_seconds_or_milliseconds_or_absent(long number, string? expected)
    {
        var properties = new BasicProperties { Timestamp = new AmqpTimestamp(number) };

        var message = ReceivedMessage.From("shop.orders", "order.placed", properties, """{"orderId":1,"customer":"a"}"""u8.ToArray());

        Assert.Equal(expected, message.Timestamp?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(message.Timestamp, new MessageReader().Read<OrderPlaced>(message).Metadata.Timestamp);
    }

    [Theory]
    [InlineData("a\nFATAL forged\u001b[31m")]
    public void An_id_from_outside_stays_in_its_line(string id)
    {
        var message = new ReceivedMessage { Exchange = "e", RoutingKey = "k", Body = "{"u8.ToArray(), MessageId = id };

        var error = Assert.Throws<MessageReadException>(() => new MessageReader(new MessageReaderOptions { AllowOtherEvents = true }).Read<OrderPlaced>(message));

        Assert.StartsWith(@"Message a\u000AFATAL forged\u001B[31m cannot be read", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.MessageId!, char.IsControl);
    }
}
