using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ;
using GoQueue.Transports.RabbitMQ.Connections;
using GoQueue.Transports.RabbitMQ.Faults;
using GoQueue.Transports.RabbitMQ.Wire;
using Microsoft.Extensions.Time.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace GoQueue.RabbitMQ.Tests.Channels;

/// <summary>A broker that allows fewer channels than the pool wants: a smaller pool, and nothing else.</summary>
[Covers<BrokerSession>]
[Covers<WireChannels>]
public sealed class ChannelLimitTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Messages_with_ordering_keys_do_not_wait_for_channels_that_are_denied_and_stay_in_order(int allowed)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new ScriptedBrokerOptions { ChannelMax = allowed });
        broker.OnPublish(static publish => publish.Ack());
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        // Twenty keys: some of them belong to every one of the five places of the pool.
        Task<PublishReceipt>[] publishes =
        [
            .. Enumerable.Range(0, 400).Select(i => publisher.PublishOrderPlacedAsync(
                new(i, "ann"), new PublishOptions { MessageId = $"{i:000}", OrderingKey = $"key-{i % 20}" }).AsTask()),
        ];
        await Task.WhenAll(publishes).WaitAsync(SoonEnough);

        string[] ids = [.. broker.Publishes.Select(static publish => publish.MessageId!)];
        Assert.Equal(400, ids.Length);
        foreach (IGrouping<int, string> key in ids.GroupBy(static id => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture) % 20))
        {
            Assert.Equal(key.Order(StringComparer.Ordinal), key);
        }

        Assert.Single(broker.Connections);
    }

    [Fact]
    public async Task Messages_without_keys_use_the_channels_that_there_are()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new ScriptedBrokerOptions { ChannelMax = 4 });
        broker.OnPublish(static publish => publish.Ack());
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => publisher.PublishOrderPlacedAsync(new(i, "ann")).AsTask())).WaitAsync(SoonEnough);

        await Eventually.HoldsAsync(() => ((RabbitMQTransport)publisher.Transport).GetStatus().Channels == 2, "the second channel to open");
        Assert.Single(broker.Connections);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 4)]
    public async Task A_limit_that_costs_the_connection_is_met_once_and_leaves_a_channel_for_questions(int limit, int pool)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new ScriptedBrokerOptions { OnMethod = (connection, method, _) => RefusesOneMore(connection, method, limit) });
        broker.OnPublish(static publish => publish.Ack());
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        // Before the publisher knows, its first connection is ended; what was on it is sent again.
        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => publisher.PublishOrderPlacedAsync(
            new(i, "ann"), new PublishOptions { OrderingKey = i % 2 == 0 ? $"key-{i % 20}" : null }).AsTask())).WaitAsync(SoonEnough);

        // A question about another exchange needs a channel more than the pool has: where the pool just fits, this is what costs the connection.
        await publisher.PublishAsync(new Misdirected()).AsTask().WaitAsync(SoonEnough);
        await Eventually.HoldsAsync(() => broker.OpenConnections is [{ Channels.Count: var open }] && open == pool, "the smaller pool");
        int connections = broker.Connections.Count;

        // The next question finds its channel.
        await publisher.PublishAsync(GoQueueMessage.Create().Topic("elsewhere").Action("order.placed").Version("1.0").Data("{}"u8).Build()).AsTask().WaitAsync(SoonEnough);
        Assert.Equal((connections, pool), (broker.Connections.Count, ((RabbitMQTransport)publisher.Transport).GetStatus().Channels));
    }

    [Fact]
    public void What_was_learned_of_a_limit_is_forgotten_after_ten_minutes()
    {
        var time = new FakeTimeProvider();
        var allowance = new ChannelAllowance(5, time);

        Assert.False(allowance.Learn(Fault("NOT_ALLOWED - vhost nowhere not found")));
        Assert.Equal(5, allowance.Channels);
        Assert.True(allowance.Learn(Fault("NOT_ALLOWED - number of channels opened for user 'ann' has reached the maximum allowed user limit of (4)")));
        Assert.Equal(3, allowance.Channels);
        // Others use the same login: the number in the text is not what is left for this connection.
        Assert.True(allowance.Learn(Fault("NOT_ALLOWED - number of channels opened for user 'ann' has reached the maximum allowed user limit of (4)")));
        Assert.Equal(2, allowance.Channels);
        time.Advance(TimeSpan.FromMinutes(9));
        allowance.Renew();
        Assert.Equal(2, allowance.Channels);
        time.Advance(TimeSpan.FromMinutes(2));
        allowance.Renew();
        Assert.Equal(5, allowance.Channels);
    }

    private static ChannelFault Fault(string text) => ChannelFault.From(new ShutdownEventArgs(ShutdownInitiator.Peer, 530, text), isConnection: true);

    private static bool RefusesOneMore(ScriptedConnection connection, AmqpMethod method, int limit)
    {
        if (method != AmqpMethod.ChannelOpen || connection.Channels.Count < limit)
        {
            return false;
        }

        connection.Close(530, $"NOT_ALLOWED - number of channels opened for user '{connection.User}' has reached the maximum allowed user limit of ({limit})", method);
        return true;
    }
}
