using System.Text.Json;
using GoQueue.Brokers.Delivery;
using RabbitMQ.Client;

namespace GoQueue.Brokers.Tests.Delivery;

public sealed class DeliveryLedgerTests
{
    [Fact]
    public async Task A_run_of_the_bare_client_against_a_real_broker_keeps_the_promise()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("ledger");
        await vhost.DeclareQueueAsync("ledger", "ledger");
        await using IConnection connection = await vhost.ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        var ledger = new DeliveryLedger();

        for (int number = 0; number < 300; number++)
        {
            LedgerMessage message = ledger.Begin(orderingKey: $"key-{number % 3}");
            string id = Guid.NewGuid().ToString();
            await channel.BasicPublishAsync("ledger", "key", mandatory: true, new BasicProperties { MessageId = id }, JsonSerializer.SerializeToUtf8Bytes(message));
            ledger.End(message, DeliveryOutcome.Acknowledged, id, attempts: 1);
        }

        IReadOnlyList<FoundMessage> found = await QueueDrain.ReadAsync(connection, "ledger", static delivery =>
        {
            LedgerMessage message = JsonSerializer.Deserialize<LedgerMessage>(delivery.Body.Span)!;
            return new FoundMessage(message.Number, delivery.BasicProperties.MessageId ?? "", message.OrderingKey, message.Payload, message.Hash);
        });
        DeliveryReport report = DeliveryChecker.Check(ledger.Close(), found).EnsureKept();
        Assert.Equal((300, 300, 0), (report.Published, report.Copies, report.Duplicated));
        Assert.Empty(await vhost.DrainAsync("ledger"));
    }

    [Fact]
    public void A_call_that_ends_twice_is_refused_and_one_that_never_ends_stays_open()
    {
        var ledger = new DeliveryLedger();
        LedgerMessage ended = ledger.Begin();
        LedgerMessage open = ledger.Begin();
        ledger.End(ended, DeliveryOutcome.Acknowledged, "id", 1);

        var exception = Assert.Throws<InvalidOperationException>(() => ledger.End(ended, DeliveryOutcome.Unknown, "id", 1));
        Assert.Equal("The publish call of message 1 ended twice: first Acknowledged, then Unknown.", exception.Message);
        Assert.Equal([DeliveryOutcome.Acknowledged, DeliveryOutcome.Open], ledger.Close().Select(static call => call.Outcome));
        Assert.Equal(2, open.Number);
        Assert.Equal(2, ledger.Begun);
    }

    [Fact]
    public async Task A_message_that_the_test_cannot_read_fails_the_drain()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareQueueAsync("broken");
        IChannel channel = await vhost.GetChannelAsync();
        await channel.BasicPublishAsync("", "broken", new byte[] { 1 });
        await Eventually.HoldsAsync(async () => await channel.MessageCountAsync("broken") == 1, "the message");
        await using IConnection connection = await vhost.ConnectAsync();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => QueueDrain.ReadAsync<int>(connection, "broken", static _ => throw new FormatException("no number")));
        Assert.Equal("A message of the queue 'broken' could not be read: no number", exception.Message);
    }
}
