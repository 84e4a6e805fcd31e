using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using GoQueue.RabbitMQ.Tests.Connections;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ;
using GoQueue.Transports.RabbitMQ.Wire;

namespace GoQueue.RabbitMQ.Tests.Wire;

/// <summary>Our channels and RabbitMQ.Client on one socket, with a broker that does what a test wants.</summary>
[Covers<WireChannel>]
[Covers<WireSocket>]
public sealed class WireFaultTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Under_load_the_client_hears_heartbeats_and_a_broker_that_is_frozen_is_noticed()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish =>
        {
            // RabbitMQ sends no heartbeats while it sends anything else.
            publish.Connection.StopHeartbeats();
            publish.Ack();
        });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString(), static o => (o.Heartbeat, o.ChannelPoolSize) = (TimeSpan.FromSeconds(1), 2));
        var clock = Stopwatch.StartNew();
        for (int number = 0; clock.Elapsed < TimeSpan.FromSeconds(6); number += 50)
        {
            await Task.WhenAll(Enumerable.Range(number, 50).Select(i => publisher.PublishOrderPlacedAsync(new(i, "ann")).AsTask())).WaitAsync(SoonEnough);
        }

        Assert.Single(broker.Connections);

        broker.Connections[0].Freeze();
        PublishReceipt receipt = await publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(SoonEnough);

        Assert.Equal(2, receipt.Attempts);
        Assert.Equal(2, broker.Connections.Count);
    }

    [Fact]
    public async Task Channels_that_the_broker_closes_under_load_do_not_take_the_connection_with_them()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish =>
        {
            if (publish.MessageId.StartsWith("bad", StringComparison.Ordinal))
            {
                publish.Channel.Close(404, "NOT_FOUND - no exchange 'orders' in vhost '/'");
            }
            else
            {
                publish.Ack();
            }
        });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        Task<PublishReceipt>[] good = [.. Enumerable.Range(0, 2_000).Select(i => publisher.PublishOrderPlacedAsync(new(i, "ann")).AsTask())];
        for (int i = 0; i < 40; i++)
        {
            await Assert.ThrowsAsync<ExchangeNotFoundException>(() => publisher.PublishOrderPlacedAsync(new(i, "ann"), new PublishOptions { MessageId = $"bad-{i}" }).AsTask().WaitAsync(SoonEnough));
            _ = Enumerable.Range(0, 50).Select(number => publisher.PublishOrderPlacedAsync(new(number, "bob")).AsTask()).ToArray();
        }

        // The scripted broker ends a connection with 504 where a frame comes on a channel that is not open.
        await Task.WhenAll(good).WaitAsync(SoonEnough);
        Assert.Single(broker.Connections);
    }

    [Fact]
    public async Task A_full_output_and_a_blocked_broker_keep_messages_and_lose_none()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { ReceiveBuffer = 65_536 });
        broker.OnPublish(static publish => publish.Ack());
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString(), static o => o.MaxInFlightPerChannel = 4_096);
        await publisher.PublishOrderPlacedAsync(new(0, "ann"));
        string text = new('x', 2_000);
        broker.Connections[0].PauseReading();

        Task<PublishReceipt>[] publishes = [.. Enumerable.Range(0, 4_000).Select(i => publisher.PublishOrderPlacedAsync(new(i, text)).AsTask())];
        broker.Connections[0].Block();
        await Eventually.HoldsAsync(() => ((RabbitMQTransport)publisher.Transport).GetStatus().State == PublisherState.Blocked, "the state blocked");
        Assert.All(publishes, static publish => Assert.False(publish.IsFaulted));
        broker.Connections[0].Unblock();

        PublishReceipt[] receipts = await Task.WhenAll(publishes).WaitAsync(SoonEnough);
        Assert.All(receipts, static receipt => Assert.Equal(1, receipt.Attempts));
        Assert.Equal(4_001, broker.Publishes.Select(static publish => publish.MessageId).Distinct().Count());
        Assert.Single(broker.Connections);
    }

    [Fact]
    public async Task Bodies_on_loan_while_their_connection_is_killed_never_leave_as_another_messages()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        int count = 0;
        broker.OnPublish(publish =>
        {
            if (Interlocked.Increment(ref count) % 40 == 0)
            {
                publish.Connection.End(SocketEnd.Reset);
            }

            publish.Ack();
        });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        // Each message's text is its own letter: bytes of another one would show. Callers go on with operations that come back.
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async caller =>
        {
            string text = new((char)('a' + caller), 40_000 + (caller * 1_000));
            for (int i = 0; i < 25; i++)
            {
                await publisher.PublishOrderPlacedAsync(new(caller, text)).AsTask().WaitAsync(SoonEnough);
            }
        }));

        Assert.True(broker.Connections.Count > 3, "no connection was killed");
        Assert.All(broker.Publishes, static publish =>
        {
            string body = System.Text.Encoding.UTF8.GetString(publish.Body.Span);
            int caller = int.Parse(body.AsSpan(body.IndexOf("\"number\":", StringComparison.Ordinal) + 9, 2).TrimEnd(','), System.Globalization.CultureInfo.InvariantCulture);
            Assert.Contains($"\"{new string((char)('a' + caller), 40_000 + (caller * 1_000))}\"", body, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Each_side_has_its_channels_whatever_the_broker_allows(int max)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { ChannelMax = max });
        broker.OnPublish(static publish => publish.Ack());
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => i % 10 == 0
            ? publisher.DeclareTopologyAsync([], topology => topology.Exchange($"e-{i}")).AsTask()
            : publisher.PublishOrderPlacedAsync(new(i, "ann")).AsTask())).WaitAsync(SoonEnough);

        int ours = Math.Min(5, Math.Max(1, max - 2));
        await Eventually.HoldsAsync(() => ((RabbitMQTransport)publisher.Transport).GetStatus().Channels == ours, $"{ours} channels");
        Assert.All(broker.Publishes, publish => Assert.InRange(publish.Channel.Number, max - ours + 1, max));
        Assert.Single(broker.Connections);
    }

    [Fact]
    public async Task A_broker_that_allows_one_channel_is_refused_with_the_reason()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { ChannelMax = 1 });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        var failure = await Assert.ThrowsAsync<BrokerUnavailableException>(() => publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(SoonEnough));

        Assert.Contains("the broker allows one channel per connection; GoQueue needs two", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Channels_of_the_client_open_and_close_beside_ours_at_every_moment()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish => publish.Ack());
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());
        string[] texts = ["ann", new('x', 20_000), new('y', 300_000)];

        Task declaring = Task.Run(async () =>
        {
            for (int i = 0; i < 60; i++)
            {
                await publisher.DeclareTopologyAsync([], topology => topology.Exchange($"e-{i}"));
            }
        });
        int number = 0;
        while (!declaring.IsCompleted)
        {
            await Task.WhenAll(Enumerable.Range(number, 60).Select(i => publisher.PublishOrderPlacedAsync(new(i, texts[i % 3])).AsTask())).WaitAsync(SoonEnough);
            number += 60;
        }

        await declaring.WaitAsync(SoonEnough);
        Assert.Equal(number, broker.Publishes.Count);
        Assert.Single(broker.Connections);
    }

    [Fact]
    public async Task A_connection_that_the_broker_closes_in_the_middle_of_everything_loses_nothing_and_says_what_was_not_sent()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        int count = 0;
        broker.OnPublish(publish =>
        {
            if (Interlocked.Increment(ref count) % 97 == 0)
            {
                publish.Connection.Close(320, "CONNECTION_FORCED - broker forced connection closure with reason 'shutdown'");
            }
            else
            {
                publish.Ack();
            }
        });
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());
        string text = new('x', 12_000);

        PublishReceipt[] receipts = await Task.WhenAll(Enumerable.Range(0, 600).Select(i => publisher.PublishOrderPlacedAsync(new(i, i % 2 == 0 ? "ann" : text)).AsTask())).WaitAsync(SoonEnough);

        ILookup<string, ReceivedPublish> received = broker.Publishes.ToLookup(static publish => publish.MessageId);
        Assert.All(receipts, receipt => Assert.True(received.Contains(receipt.MessageId), "a confirmed message is missing"));

        // Whatever the broker has twice was told as such.
        Assert.All(receipts.Where(receipt => received[receipt.MessageId].Count() > 1), static receipt => Assert.True(receipt.MayBeDuplicated));
        Assert.True(broker.Connections.Count > 2, "no connection was closed");
    }

    [Fact]
    public async Task A_half_closed_TLS_connection_is_noticed_at_once_and_the_message_resent()
    {
        using TlsAuthority authority = TlsAuthority.Create();
        using X509Certificate2 certificate = TlsAuthority.Load(authority.IssueForLocalhost());
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { Certificate = certificate });
        broker.OnPublish(static publish =>
        {
            if (publish.Connection.Number == 1)
            {
                publish.Connection.End(SocketEnd.Fin);
            }
            else
            {
                publish.Ack();
            }
        });
        await using GoQueuePublisher publisher = Publishers.Create(
            new UriBuilder(broker.Uri) { Host = "localhost" }.Uri.ToString(),
            o => o.ConfigureConnection = factory => factory.Ssl.CertificateValidationCallback = (_, server, _, errors) => authority.IsTrusted(server, errors));
        var clock = Stopwatch.StartNew();

        PublishReceipt receipt = await publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(SoonEnough);

        Assert.Equal((2, true), (receipt.Attempts, receipt.MayBeDuplicated));
        // Three missed heartbeats of ten seconds would be the other way to notice.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15), "the end of the connection was not noticed");
    }

    [Fact]
    public async Task Secrets_are_renewed_under_load()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish => publish.Ack());
        var credentials = new RotatingCredentials("ann", validity: TimeSpan.FromMilliseconds(300));
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString(), o => o.CredentialsProvider = credentials);
        string text = new('x', 20_000);
        int number = 0;
        do
        {
            await Task.WhenAll(Enumerable.Range(number, 200).Select(i => publisher.PublishOrderPlacedAsync(new(i, i % 4 == 0 ? text : "ann")).AsTask())).WaitAsync(SoonEnough);
            number += 200;
        }
        while (broker.Connections[0].UpdatedSecrets.Count < 4);

        Assert.Equal(number, broker.Publishes.Count);
        Assert.Single(broker.Connections);
    }
}
