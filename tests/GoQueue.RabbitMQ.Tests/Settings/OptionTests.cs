using GoQueue.Brokers.Proxies;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ;
using GoQueue.Transports.RabbitMQ.Settings;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Settings;

/// <summary>Each option changes what a real broker sees. One that does not would be worse than none.</summary>
[Covers<ResolvedRabbitMQOptions>]
public sealed class OptionTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(1, 5)]
    [InlineData(3, 2)]
    public async Task Connections_and_ChannelPoolSize_are_what_the_broker_has(int connections, int channels)
    {
        await using TestVhost vhost = await ShopAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost, o =>
        {
            o.Connections = connections;
            o.ChannelPoolSize = channels;
            o.ClientProvidedName = "shop";
        });
        await publisher.PublishOrderPlacedAsync(new(1, "ann"));

        string expected = $"[{string.Join(',', Enumerable.Repeat(channels, connections))}]";
        await Eventually.HoldsAsync(async () => await OfConnections(vhost, "shop", "channels") == expected, $"connections with channels {expected}");
    }

    [Fact]
    public async Task ClientProvidedName_is_the_connections_name_and_the_publishers_id_without_it()
    {
        await using TestVhost vhost = await ShopAsync();
        await using GoQueuePublisher named = Publishers.Create(vhost, o => o.ClientProvidedName = "named");
        await using GoQueuePublisher unnamed = Publishers.Create(vhost, options: o => o.PublisherId = "by-id");
        await named.ConnectAsync();
        await unnamed.ConnectAsync();

        Assert.Equal("[open]", (await OfConnections(vhost, "named", "state")).Replace("running", "open", StringComparison.Ordinal));
        Assert.Equal("[open]", (await OfConnections(vhost, "by-id", "state")).Replace("running", "open", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    public async Task Heartbeat_is_negotiated_and_wins_over_ConfigureConnection(int seconds)
    {
        await using TestVhost vhost = await ShopAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost, o =>
        {
            o.Heartbeat = TimeSpan.FromSeconds(seconds);
            o.ClientProvidedName = "beats";
            o.ConfigureConnection = factory => factory.RequestedHeartbeat = TimeSpan.FromSeconds(33);
        });
        await publisher.ConnectAsync();

        Assert.Equal($"[{seconds}]", await OfConnections(vhost, "beats", "timeout"));
    }

    [Fact]
    public async Task ConfigureConnection_reaches_the_broker_and_cannot_switch_recovery_on()
    {
        await using TestVhost vhost = await ShopAsync();
        ConnectionFactory? seen = null;
        await using GoQueuePublisher publisher = Publishers.Create(vhost, o =>
        {
            o.ClientProvidedName = "configured";
            o.ConfigureConnection = factory =>
            {
                seen = factory;
                factory.AutomaticRecoveryEnabled = true;
                factory.ClientProperties["branch"] = "north";
            };
        });
        await publisher.ConnectAsync();

        Assert.Contains("north", await OfConnections(vhost, "configured", "client_properties"), StringComparison.Ordinal);
        Assert.False(seen!.AutomaticRecoveryEnabled);
        Assert.False(seen.TopologyRecoveryEnabled);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 2)]
    public async Task MaxInFlightPerChannel_is_how_many_messages_go_out_without_a_confirm(int perChannel, int channels)
    {
        await using TestVhost vhost = await ShopAsync();
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(vhost.Uri);
        await using GoQueuePublisher publisher = Publishers.Create(proxy.Uri.ToString(), o =>
        {
            o.MaxInFlightPerChannel = perChannel;
            o.ChannelPoolSize = channels;
        });
        await publisher.PublishOrderPlacedAsync(new(0, "ann"));
        await vhost.TakeAsync("all");
        proxy.Stall(ProxyDirection.ToClient);

        Task<PublishReceipt>[] publishes = [.. Enumerable.Range(1, 20).Select(i => publisher.PublishOrderPlacedAsync(new(i, "ann")).AsTask())];
        await Eventually.HoldsAsync(async () => await CountAsync(vhost) >= perChannel * channels, "the first messages");
        long sent = proxy.CountBytes(ProxyDirection.ToBroker);
        await Eventually.HoldsAsync(async () => await CountAsync(vhost) == perChannel * channels, "no more than the window", TimeSpan.FromSeconds(5));
        Assert.Equal(sent, proxy.CountBytes(ProxyDirection.ToBroker));

        proxy.Pass();
        await Task.WhenAll(publishes).WaitAsync(SoonEnough);
        Assert.Equal(20, await CountAsync(vhost));
    }

    [Theory]
    [InlineData(25_000, 2, 8)]
    [InlineData(5_000, 1, 2)]
    public async Task MaxInFlightBytes_bounds_what_goes_out_without_a_confirm_and_lets_a_single_larger_one_through(long bytes, int expected, int messages)
    {
        await using TestVhost vhost = await ShopAsync();
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(vhost.Uri);
        await using GoQueuePublisher publisher = Publishers.Create(proxy.Uri.ToString(), o => o.MaxInFlightBytes = bytes);
        await publisher.PublishOrderPlacedAsync(new(0, "ann"));
        await vhost.TakeAsync("all");
        proxy.Stall(ProxyDirection.ToClient);

        string tenKilobytes = new('x', 10_000);
        Task<PublishReceipt>[] publishes = [.. Enumerable.Range(1, messages).Select(i => publisher.PublishOrderPlacedAsync(new(i, tenKilobytes)).AsTask())];
        await Eventually.HoldsAsync(async () => await CountAsync(vhost) >= expected, "the first messages");
        Assert.Equal(expected, await CountAsync(vhost));

        proxy.Pass();
        await Task.WhenAll(publishes).WaitAsync(SoonEnough);
        Assert.Equal(messages, await CountAsync(vhost));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("one key")]
    public async Task Four_times_MaxInFlightBytes_may_wait_their_turn_and_what_is_over_fails_at_once_and_is_not_sent(string? key)
    {
        await using TestVhost vhost = await ShopAsync();
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(vhost.Uri);
        await using GoQueuePublisher publisher = Publishers.Create(proxy.Uri.ToString(), o => o.MaxInFlightBytes = 25_000);
        await publisher.PublishOrderPlacedAsync(new(0, "ann"));
        await vhost.TakeAsync("all");
        // The key's own channel has to be open, too: messages wait for it otherwise, and all of them are in line.
        await Eventually.HoldsAsync(() => ((RabbitMQTransport)publisher.Transport).GetStatus().Channels == 5, "all channels");
        proxy.Stall(ProxyDirection.ToClient);

        // Each is a little more than 10,000 bytes: two in flight, nine in line.
        string tenKilobytes = new('x', 10_000);
        Task<PublishReceipt>[] publishes =
            [.. Enumerable.Range(1, 20).Select(i => publisher.PublishOrderPlacedAsync(new(i, tenKilobytes), new PublishOptions { OrderingKey = key }).AsTask())];
        Task<PublishReceipt>[] refused = publishes[11..];
        foreach (Task<PublishReceipt> publish in refused)
        {
            var exception = await Assert.ThrowsAsync<PublishQueueFullException>(() => publish.WaitAsync(SoonEnough));
            Assert.Equal(PublishOutcome.NotSent, exception.Outcome);
            Assert.Contains("MaxInFlightBytes", exception.Message, StringComparison.Ordinal);
        }

        proxy.Pass();
        await Task.WhenAll(publishes[..11]).WaitAsync(SoonEnough);
        Assert.Equal(11, await CountAsync(vhost));
        Assert.Equal(0, ((RabbitMQTransport)publisher.Transport).BytesWaiting.Value);
        await publisher.PublishOrderPlacedAsync(new(21, "ann")).AsTask().WaitAsync(SoonEnough);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AllowDuplicates_and_ConfirmTimeout_decide_on_a_lost_confirm(bool allowDuplicates)
    {
        await using TestVhost vhost = await ShopAsync();
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(vhost.Uri);
        await using GoQueuePublisher publisher = Publishers.Create(proxy.Uri.ToString(), o =>
        {
            o.AllowDuplicates = allowDuplicates;
            o.ConfirmTimeout = TimeSpan.FromMilliseconds(500);
        });
        await publisher.PublishOrderPlacedAsync(new(0, "ann"));
        await vhost.TakeAsync("all");
        proxy.Lose(ProxyDirection.ToClient);

        Task<PublishReceipt> publish = publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { MessageId = "m-1" }).AsTask();
        await Eventually.HoldsAsync(() => proxy.OpenConnections == 0, "the connection without answers to be given up");
        proxy.Pass();

        if (allowDuplicates)
        {
            Assert.True((await publish.WaitAsync(SoonEnough)).MayBeDuplicated);
            IReadOnlyList<BasicGetResult> messages = await vhost.DrainAsync("all");
            Assert.Equal(["m-1", "m-1"], messages.Select(message => message.BasicProperties.MessageId));
        }
        else
        {
            var exception = await Assert.ThrowsAsync<PublishTimeoutException>(() => publish.WaitAsync(SoonEnough));
            Assert.Equal(PublishOutcome.Unknown, exception.Outcome);
            Assert.Single(await vhost.DrainAsync("all"));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AdmissionTimeout_bounds_the_wait_for_a_place_and_PublishTimeout_the_whole_call(bool hasAdmissionTimeout)
    {
        await using TestVhost vhost = await ShopAsync();
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(vhost.Uri);
        await using GoQueuePublisher publisher = Publishers.Create(
            proxy.Uri.ToString(),
            o =>
            {
                o.ChannelPoolSize = o.MaxInFlightPerChannel = 1;
                o.AdmissionTimeout = hasAdmissionTimeout ? TimeSpan.FromMilliseconds(300) : null;
            },
            o => o.PublishTimeout = TimeSpan.FromSeconds(4));

        // A first connect on a busy machine may take longer than the bound that is tested here.
        await publisher.ConnectAsync();
        await publisher.PublishOrderPlacedAsync(new(0, "ann"));
        await vhost.TakeAsync("all");
        proxy.Stall(ProxyDirection.ToClient);

        Task<PublishReceipt> sent = publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask();
        Task<PublishReceipt> inLine = publisher.PublishOrderPlacedAsync(new(2, "ann")).AsTask();
        var notSent = await Assert.ThrowsAsync<PublishTimeoutException>(() => inLine.WaitAsync(SoonEnough));
        var unknown = await Assert.ThrowsAsync<PublishTimeoutException>(() => sent.WaitAsync(SoonEnough));

        Assert.Equal((PublishOutcome.NotSent, PublishOutcome.Unknown), (notSent.Outcome, unknown.Outcome));
        Assert.Contains(hasAdmissionTimeout ? "AdmissionTimeout (300 ms)" : "PublishTimeout (4 s)", notSent.Message, StringComparison.Ordinal);
        Assert.Contains("PublishTimeout (4 s)", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync(vhost));
    }

    [Fact]
    public async Task Endpoints_are_tried_when_the_first_host_cannot_be_reached()
    {
        await using TestVhost vhost = await ShopAsync();
        Uri dead = new UriBuilder(vhost.Uri) { Port = 1 }.Uri;
        await using GoQueuePublisher publisher = Publishers.Create(dead.ToString(), o => o.Endpoints.Add($"127.0.0.1:{vhost.Uri.Port}"));

        await publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(SoonEnough);

        Assert.Equal(1, await CountAsync(vhost));
    }

    [Fact]
    public async Task ConnectTimeout_gives_up_an_endpoint_that_accepts_and_says_nothing()
    {
        await using TestVhost vhost = await ShopAsync();
        await using TcpFaultProxy silent = TcpFaultProxy.Start(vhost.Uri);
        silent.Admit(ProxyAdmission.AcceptSilently);
        await using GoQueuePublisher publisher = Publishers.Create(silent.Uri.ToString(), o =>
        {
            o.ConnectTimeout = TimeSpan.FromMilliseconds(500);
            o.Endpoints.Add($"127.0.0.1:{vhost.Uri.Port}");
        });

        await publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(SoonEnough);

        Assert.Equal(1, silent.Accepted);
    }

    [Fact]
    public async Task CredentialsProvider_wins_over_the_user_of_the_URI()
    {
        await using TestVhost vhost = await ShopAsync();
        string[] login = vhost.Uri.UserInfo.Split(':');
        Uri wrong = new UriBuilder(vhost.Uri) { UserName = "nobody", Password = "nothing" }.Uri;
        await using GoQueuePublisher publisher = Publishers.Create(wrong.ToString(), o => o.CredentialsProvider = new BasicCredentialsProvider("tests", login[0], login[1]));

        await publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(SoonEnough);

        Assert.Equal(1, await CountAsync(vhost));
    }

    private static async Task<TestVhost> ShopAsync()
    {
        TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        return vhost;
    }

    private static async Task<int> CountAsync(TestVhost vhost) => (int)await (await vhost.GetChannelAsync()).MessageCountAsync("all");

    /// <summary>A fact of the publisher's connections, as Erlang writes a list.</summary>
    private static async Task<string> OfConnections(TestVhost vhost, string name, string fact)
    {
        TestBroker broker = await TestBroker.GetAsync();
        return await broker.Control.EvaluateAsync(
            $"[proplists:get_value({fact}, I) || I <- rabbit_networking:connection_info_all([vhost, client_properties, {fact}]), "
            + $"proplists:get_value(vhost, I) =:= <<\"{vhost.Name}\">>, "
            + $"lists:keyfind(<<\"connection_name\">>, 1, proplists:get_value(client_properties, I)) =:= {{<<\"connection_name\">>, longstr, <<\"{name}\">>}}].");
    }
}
