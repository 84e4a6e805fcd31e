using GoQueue.Formats;
using RabbitMQ.Client;
using Xunit;

namespace GoQueue.Core.Tests.Formats;

public sealed class ReceivedMessageTests
{
    [Fact]
    public void Text_headers_are_text_though_the_client_hands_them_over_as_bytes()
    {
        var received = ReceivedMessage.From("orders", "order.placed", new BasicProperties
        {
            Headers = new Dictionary<string, object?> { ["tenant"] = "grün"u8.ToArray(), ["count"] = 3, ["raw"] = new BinaryTableValue([1, 2]), ["none"] = null },
        }, "{}"u8.ToArray());

        Assert.Equal("grün", received.Headers["tenant"]);
        Assert.Equal(3, received.Headers["count"]);
        Assert.Equal([1, 2], Assert.IsType<BinaryTableValue>(received.Headers["raw"]).Bytes);
        Assert.Null(received.Headers["none"]);
    }

    [Fact]
    public void A_message_without_headers_has_none() =>
        Assert.Empty(ReceivedMessage.From("orders", "order.placed", new BasicProperties(), "{}"u8.ToArray()).Headers);
}
