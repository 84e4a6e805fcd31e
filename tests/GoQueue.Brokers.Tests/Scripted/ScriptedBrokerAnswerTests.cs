using System.Text;
using GoQueue.Brokers.Scripted;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace GoQueue.Brokers.Tests.Scripted;

public sealed class ScriptedBrokerAnswerTests
{
    [Fact]
    public async Task Messages_are_recorded_with_every_property_header_and_byte()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        await using IConnection connection = await new ConnectionFactory { Uri = broker.Uri, ClientProvidedName = "recorded" }.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        byte[] body = new byte[300_000];
        Random.Shared.NextBytes(body);
        var properties = new BasicProperties
        {
            MessageId = "id",
            ContentType = "application/json",
            ContentEncoding = "gzip",
            CorrelationId = "correlation",
            ReplyTo = "answers",
            Expiration = "1000",
            Type = "user.created",
            AppId = "app",
            UserId = "guest",
            Priority = 7,
            DeliveryMode = DeliveryModes.Persistent,
            Timestamp = new AmqpTimestamp(1_800_000_000),
            Headers = new Dictionary<string, object?>
            {
                ["text"] = "wörter", ["int"] = -5, ["long"] = long.MaxValue, ["flag"] = true, ["bytes"] = new BinaryTableValue([1, 2]), ["double"] = 1.5, ["null"] = null,
                ["money"] = 12.34m, ["list"] = new List<object?> { 1, "two" }, ["table"] = new Dictionary<string, object?> { ["inner"] = 3 }, ["time"] = new AmqpTimestamp(60),
            },
        };

        await channel.BasicPublishAsync("orders", "key", mandatory: true, properties, body);

        ReceivedPublish publish = Assert.Single(broker.Publishes);
        Assert.Equal(("orders", "key", true, 1UL, 0L), (publish.Exchange, publish.RoutingKey, publish.Mandatory, publish.Tag, publish.Index));
        Assert.True(publish.Body.Span.SequenceEqual(body));
        AmqpProperties got = publish.Properties;
        Assert.Equal(
            ("id", "application/json", "gzip", "correlation", "answers", "1000", "user.created", "app", "guest"),
            (got.MessageId, got.ContentType, got.ContentEncoding, got.CorrelationId, got.ReplyTo, got.Expiration, got.Type, got.AppId, got.UserId));
        Assert.Equal(((byte?)7, (byte?)2, (ulong?)1_800_000_000), (got.Priority, got.DeliveryMode, got.Timestamp));
        IReadOnlyDictionary<string, object?> headers = got.Headers!;
        Assert.Equal("wörter", headers["text"]);
        Assert.Equal(-5, headers["int"]);
        Assert.Equal(long.MaxValue, headers["long"]);
        Assert.Equal(true, headers["flag"]);
        Assert.Equal(new byte[] { 1, 2 }, headers["bytes"]);
        Assert.Equal(1.5, headers["double"]);
        Assert.Null(headers["null"]);
        Assert.Equal(12.34m, headers["money"]);
        Assert.Equal(new List<object?> { 1, "two" }, headers["list"]);
        Assert.Equal(3, Assert.IsType<Dictionary<string, object?>>(headers["table"])["inner"]);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(60), headers["time"]);
        Assert.Equal("recorded", publish.Connection.ClientProperties["connection_name"]);
        Assert.Equal(("guest", "/"), (publish.Connection.User, publish.Connection.Vhost));
    }

    [Fact]
    public async Task Confirms_come_in_the_order_and_form_that_the_script_chose_the_impossible_ones_too()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnBatch(6, batch =>
        {
            batch[4].Ack();
            batch[2].Ack(multiple: true);
            batch[2].Ack();
            batch[3].Nack();
            batch[5].Nack(multiple: true);
            batch[0].Channel.Ack(0, multiple: true);
            batch[0].Channel.Ack(99);
        });
        await using RawPublisher publisher = await RawPublisher.ConnectAsync(broker.Uri);

        for (int number = 1; number <= 6; number++)
        {
            await publisher.PublishAsync($"m{number}");
        }

        await publisher.AssertHeardAsync("ack 5", "ack 3 multiple", "ack 3", "nack 4", "nack 6 multiple", "ack 0 multiple", "ack 99");
    }

    [Fact]
    public async Task A_message_is_returned_with_or_without_its_confirm_and_late_ones_come_when_the_test_wants()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(publish =>
        {
            switch (publish.RoutingKey)
            {
                case "unconfirmed":
                    publish.Return();
                    break;
                case "unroutable":
                    publish.ReturnAndAck();
                    break;
            }
        });
        await using RawPublisher publisher = await RawPublisher.ConnectAsync(broker.Uri);

        await publisher.PublishAsync("late");
        await publisher.PublishAsync("unconfirmed", new byte[200_000]);
        await publisher.PublishAsync("unroutable", []);
        await publisher.AssertHeardAsync("return 312 unconfirmed 200000", "return 312 unroutable 0", "ack 3");

        await broker.WaitForPublishesAsync(3);
        broker.Publishes[0].Ack();
        await publisher.AssertHeardAsync("return 312 unconfirmed 200000", "return 312 unroutable 0", "ack 3", "ack 1");
    }

    [Fact]
    public async Task The_clients_own_tracking_understands_the_answers()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish => (publish.RoutingKey == "nack" ? (Action)(() => publish.Nack()) : publish.ReturnAndAck)());
        await using IConnection connection = await new ConnectionFactory { Uri = broker.Uri }.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));

        var nacked = await Assert.ThrowsAsync<PublishException>(async () => await channel.BasicPublishAsync("orders", "nack", Encoding.UTF8.GetBytes("a")));
        Assert.False(nacked.IsReturn);
        var returned = await Assert.ThrowsAsync<PublishReturnException>(async () => await channel.BasicPublishAsync("orders", "return", Encoding.UTF8.GetBytes("a")));
        Assert.Equal(312, returned.ReplyCode);
    }

    [Fact]
    public async Task A_missing_exchange_closes_the_channel_with_404_and_drops_what_follows()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { HasExchange = static exchange => exchange == "orders" });
        await using RawPublisher publisher = await RawPublisher.ConnectAsync(broker.Uri);

        await publisher.PublishAsync("before");
        await publisher.AssertHeardAsync("ack 1");
        await publisher.PublishAsync("gone", exchange: "missing");
        await publisher.AssertHeardAsync("ack 1", "channel 404");
        Assert.Contains("no exchange 'missing' in vhost '/'", publisher.Channel.CloseReason!.ReplyText, StringComparison.Ordinal);
        Assert.Single(broker.Publishes);

        await using IChannel probe = await publisher.Connection.CreateChannelAsync();
        await probe.ExchangeDeclarePassiveAsync("orders");
        var refusal = await Assert.ThrowsAsync<OperationInterruptedException>(() => probe.ExchangeDeclarePassiveAsync("missing"));
        Assert.Equal(404, refusal.ShutdownReason!.ReplyCode);
    }

    [Fact]
    public async Task The_race_of_a_missing_exchange_ends_the_whole_connection_with_504()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish => publish.Channel.CloseNotFoundThenConnection(publish.Exchange));
        await using RawPublisher publisher = await RawPublisher.ConnectAsync(broker.Uri);

        await publisher.PublishAsync("m1", exchange: "missing");

        // The bare client tells a channel of a connection's end too, when it is not yet done with its own.
        await Eventually.HoldsAsync(() => publisher.Connection.CloseReason is not null, "the end of the connection");
        Assert.Equal(504, publisher.Connection.CloseReason!.ReplyCode);
        Assert.Equal(404, publisher.Channel.CloseReason!.ReplyCode);
    }

    [Fact]
    public async Task The_race_happens_by_itself_when_a_client_publishes_after_its_answer_to_the_close()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { HasExchange = static _ => false });
        await using var client = await RawSocketClient.OpenAsync(broker.Uri, "missing");
        Assert.Equal(AmqpMethod.ChannelClose, await client.ReadMethodAsync());
        await client.PublishAsync("missing");
        await client.SendAsync(AmqpFrames.Method(AmqpMethod.ChannelCloseOk, 1));
        await client.PublishAsync("missing");

        Assert.Equal(AmqpMethod.ConnectionClose, await client.ReadMethodAsync());
        Assert.Empty(broker.Publishes);
    }

    [Fact]
    public async Task A_channel_or_the_connection_is_closed_with_any_code()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish =>
        {
            if (publish.RoutingKey == "channel")
            {
                publish.Channel.Close(406, "PRECONDITION_FAILED - invalid expiration");
            }
            else
            {
                publish.Connection.Close(320, "CONNECTION_FORCED - broker forced connection closure with reason 'shutdown'");
            }
        });
        await using RawPublisher publisher = await RawPublisher.ConnectAsync(broker.Uri);
        await publisher.PublishAsync("channel");
        await publisher.AssertHeardAsync("channel 406");

        await using RawPublisher second = await RawPublisher.ConnectAsync(broker.Uri);
        await second.PublishAsync("connection");
        await second.AssertHeardAsync("channel 320");
        Assert.Equal((320, ShutdownInitiator.Peer), (second.Connection.CloseReason!.ReplyCode, second.Connection.CloseReason.Initiator));
        await broker.Connections[1].Ended.WaitAsync(Eventually.DefaultBound);
    }

    [Fact]
    public async Task A_failing_script_comes_out_of_the_waits()
    {
        ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static _ => throw new NotSupportedException("not this one"));
        await using RawPublisher publisher = await RawPublisher.ConnectAsync(broker.Uri);
        await publisher.PublishAsync("m1");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => broker.WaitForPublishesAsync(2));
        Assert.Equal("The script of the broker failed: not this one", failure.Message);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await broker.DisposeAsync());
    }
}
