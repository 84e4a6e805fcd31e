using System.Diagnostics;
using GoQueue.Brokers.Scripted;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace GoQueue.Brokers.Tests.Scripted;

public sealed class ScriptedBrokerFaultTests
{
    [Theory]
    [InlineData(SocketEnd.Fin)]
    [InlineData(SocketEnd.Reset)]
    public async Task A_connection_is_cut_in_the_middle_of_a_frame(SocketEnd end)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static _ => { });
        await using RawSocketClient client = await RawSocketClient.OpenAsync(broker.Uri, "orders");
        await broker.WaitForPublishesAsync(1);

        ScriptedConnection connection = broker.Connections[0];
        connection.CutAfter(9, end);
        connection.Send(AmqpFrames.Ack(1, 1));

        (byte[] bytes, SocketEnd seen) = await client.ReadToEndAsync();
        Assert.Equal(AmqpFrames.Ack(1, 1)[..9], bytes);
        Assert.Equal(end, seen);
    }

    [Fact]
    public async Task A_blocked_connection_is_told_so_and_not_read_until_it_is_unblocked()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        await using RawPublisher publisher = await RawPublisher.ConnectAsync(broker.Uri);
        ScriptedConnection connection = broker.Connections[0];

        connection.Block("low on disk");
        await publisher.AssertHeardAsync("blocked low on disk");
        await publisher.PublishAsync("waits");
        await Assert.ThrowsAsync<TimeoutException>(() => broker.WaitForPublishesAsync(1, TimeSpan.FromMilliseconds(200)));

        connection.Unblock();
        await publisher.AssertHeardAsync("blocked low on disk", "unblocked", "ack 1");
    }

    [Fact]
    public async Task Only_missed_heartbeats_tell_that_a_frozen_broker_is_gone()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { HeartbeatSeconds = 1 });
        await using RawPublisher frozen = await RawPublisher.ConnectAsync(broker.Uri, TimeSpan.FromSeconds(1));
        broker.Connections[0].Freeze();
        await using RawPublisher alive = await RawPublisher.ConnectAsync(broker.Uri, TimeSpan.FromSeconds(1));

        await frozen.PublishAsync("swallowed");
        await Eventually.HoldsAsync(() => !frozen.Connection.IsOpen, "the missed heartbeats");

        Assert.Equal(ShutdownInitiator.Library, frozen.Connection.CloseReason!.Initiator);
        Assert.True(alive.Connection.IsOpen);
        Assert.Empty(broker.Publishes);
    }

    [Fact]
    public async Task Confirms_are_held_back_in_order_or_lost()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        await using RawPublisher publisher = await RawPublisher.ConnectAsync(broker.Uri);
        ScriptedConnection connection = broker.Connections[0];

        connection.PauseWriting();
        await publisher.PublishAsync("m1");
        await publisher.PublishAsync("m2");
        await broker.WaitForPublishesAsync(2);
        await publisher.AssertHeardAsync();
        connection.ResumeWriting();
        await publisher.AssertHeardAsync("ack 1", "ack 2");

        connection.LoseWriting(true);
        await publisher.PublishAsync("m3");
        await broker.WaitForPublishesAsync(3);
        await connection.FlushAsync();
        connection.LoseWriting(false);
        await publisher.PublishAsync("m4");
        await publisher.AssertHeardAsync("ack 1", "ack 2", "ack 4");
    }

    [Fact]
    public async Task A_slow_reader_takes_its_time()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { ReceiveBuffer = 4_096 });
        await using RawPublisher publisher = await RawPublisher.ConnectAsync(broker.Uri);
        broker.Connections[0].LimitReading(200_000);

        long started = Stopwatch.GetTimestamp();
        await publisher.PublishAsync("m1", new byte[100_000]);
        await publisher.AssertHeardAsync("ack 1");

        Assert.True(Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(0.3), "100 kB at 200 kB/s came at once");
    }

    [Fact]
    public async Task Wrong_credentials_and_unknown_vhosts_are_refused_as_RabbitMQ_does()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new()
        {
            AcceptsCredentials = static (user, password) => (user, password) == ("guest", "right"),
            AcceptsVhost = static vhost => vhost == "shop",
        });

        var refused = await Assert.ThrowsAsync<BrokerUnreachableException>(() => new ConnectionFactory { Uri = broker.Uri }.CreateConnectionAsync());
        Assert.IsType<AuthenticationFailureException>(refused.InnerException);

        // The bare client reports the connection before the broker has accepted the vhost; its first channel finds out.
        var factory = new ConnectionFactory { Uri = broker.Uri, Password = "right", VirtualHost = "elsewhere", AutomaticRecoveryEnabled = false };
        await using IConnection connection = await factory.CreateConnectionAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => connection.CreateChannelAsync());
        await Eventually.HoldsAsync(() => connection.CloseReason is not null, "the refusal of the vhost");
        Assert.Equal(530, connection.CloseReason!.ReplyCode);

        factory.VirtualHost = "shop";
        await using IConnection right = await factory.CreateConnectionAsync();
        await using IChannel channel = await right.CreateChannelAsync();
        Assert.True(channel.IsOpen);
    }

    [Fact]
    public async Task Random_bytes_in_place_of_an_answer_never_hang_the_client()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            byte[] noise = new byte[64];
            new Random(seed).NextBytes(noise);
            await using ScriptedBroker broker = ScriptedBroker.Start(new()
            {
                OnConnected = connection =>
                {
                    connection.Send(noise);
                    connection.End(SocketEnd.Fin);
                },
            });

            Task connecting = new ConnectionFactory { Uri = broker.Uri, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => connecting.WaitAsync(Eventually.DefaultBound));
        }
    }

    [Fact]
    public async Task A_script_may_take_a_method_over()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { OnMethod = static (_, method, _) => method == AmqpMethod.ConfirmSelect });
        await using IConnection connection = await new ConnectionFactory { Uri = broker.Uri, AutomaticRecoveryEnabled = false, ContinuationTimeout = TimeSpan.FromMilliseconds(200) }.CreateConnectionAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => connection.CreateChannelAsync(new CreateChannelOptions(true, false)));
        Assert.True(connection.IsOpen);
    }

    [Fact]
    public async Task A_broker_that_does_not_listen_refuses_new_connections_and_keeps_the_old()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        await using RawPublisher publisher = await RawPublisher.ConnectAsync(broker.Uri);

        broker.StopListening();
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => new ConnectionFactory { Uri = broker.Uri }.CreateConnectionAsync());
        await publisher.PublishAsync("m1");
        await publisher.AssertHeardAsync("ack 1");

        broker.Listen();
        await using RawPublisher again = await RawPublisher.ConnectAsync(broker.Uri);
        await broker.WaitForConnectionsAsync(2);
        Assert.Equal(2, broker.OpenConnections.Count);
    }

    [Fact]
    public async Task New_secrets_are_recorded()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        await using RawPublisher publisher = await RawPublisher.ConnectAsync(broker.Uri);
        await publisher.Connection.UpdateSecretAsync("fresh", "expiry");
        Assert.Equal(["fresh"], broker.Connections[0].UpdatedSecrets);
    }

    [Fact]
    public async Task An_oversize_frame_ends_the_connection_with_501()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { FrameMax = 4_096 });
        await using RawPublisher publisher = await RawPublisher.ConnectAsync(broker.Uri);
        var properties = new BasicProperties { Headers = new Dictionary<string, object?> { ["large"] = new string('x', 5_000) } };
        await publisher.Channel.BasicPublishAsync("orders", "key", mandatory: true, properties, new byte[] { 1 });

        await Eventually.HoldsAsync(() => publisher.Connection.CloseReason is not null, "the refusal of the frame");
        Assert.Equal(501, publisher.Connection.CloseReason!.ReplyCode);
        Assert.Empty(broker.Publishes);
    }
}
