using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.Layers;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Delivery;

/// <summary>Priorities, slots and buffering on a real broker.</summary>
[Covers<PriorityTransport>]
public sealed class PriorityTransportTests
{
    [Theory]
    [InlineData(EventPriority.High, 8)]
    [InlineData(EventPriority.Normal, 4)]
    [InlineData(EventPriority.Low, 0)]
    public async Task A_priority_is_the_AMQP_property_of_the_Go_guide(EventPriority priority, byte expected)
    {
        await using TestVhost vhost = await ShopAsync();
        await using GoQueuePublisher publisher = Publishers.Create(vhost);

        await publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { Priority = priority });

        Assert.Equal(expected, (await vhost.TakeAsync("all")).BasicProperties.Priority);
    }

    [Theory]
    [InlineData(false, "[<<\"shop\">>]")]
    [InlineData(true, "[<<\"shop\">>,<<\"shop (high priority)\">>]")]
    public async Task Urgent_messages_have_a_connection_of_their_own_that_the_first_of_them_opens(bool own, string connections)
    {
        await using TestVhost vhost = await ShopAsync();
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue => goqueue.UseRabbitMQ(vhost.Uri.ToString(), options =>
        {
            options.ClientProvidedName = "shop";
            if (!own)
            {
                options.HighPriorityConnection = false;
            }
        }));

        await publisher.PublishOrderPlacedAsync(new(1, "ann"));
        await publisher.PublishOrderPlacedAsync(new(2, "ann"), new PublishOptions { Priority = EventPriority.Low });
        await SeesConnectionsAsync(vhost, "[<<\"shop\">>]");
        await publisher.PublishOrderPlacedAsync(new(3, "ann"), new PublishOptions { Priority = EventPriority.High });

        await SeesConnectionsAsync(vhost, connections);
        Assert.Equal(3, (await vhost.DrainAsync("all")).Count);
        await publisher.CloseAsync(TestContext.Current.CancellationToken);
        await SeesConnectionsAsync(vhost, "[]");
    }

    [Fact]
    public async Task What_goes_wrong_on_the_connection_of_urgent_messages_names_it_and_leaves_the_others_alone()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue => goqueue
            .UseRabbitMQ(broker.Uri.ToString(), static o => o.ClientProvidedName = "shop")
            .Configure(static o => o.PublishTimeout = TimeSpan.FromSeconds(2)));
        await publisher.PublishOrderPlacedAsync(new(1, "ann"));
        broker.StopListening();

        BrokerUnavailableException exception = await Assert.ThrowsAsync<BrokerUnavailableException>(async () =>
            await publisher.PublishOrderPlacedAsync(new(2, "alert"), new PublishOptions { Priority = EventPriority.High }));

        Assert.Contains("(high priority)", exception.Message, StringComparison.Ordinal);
        Assert.Equal(PublishOutcome.NotSent, exception.Outcome);
        await publisher.PublishOrderPlacedAsync(new(3, "ann"));
    }

    [Fact]
    public async Task An_alert_passes_a_flood_that_waits_in_line()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue => goqueue
            .UseRabbitMQ(broker.Uri.ToString(), static o => o.ClientProvidedName = "shop"));
        await publisher.ConnectAsync();

        // The broker reads nothing more on the ordinary connection, so the flood stands still; the alert has to arrive all the same.
        ScriptedConnection ordinary = broker.Connections.Single(static one => (string?)one.ClientProperties["connection_name"] == "shop");
        ordinary.PauseReading();
        Task[] flood = [.. Enumerable.Range(0, 3_000).Select(i => publisher.PublishOrderPlacedAsync(new(i, "flood")).AsTask())];

        await publisher.PublishOrderPlacedAsync(new(1, "alert"), new PublishOptions { Priority = EventPriority.High }).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.DoesNotContain(flood, static publish => publish.IsCompleted);
        ordinary.ResumeReading();
        await Task.WhenAll(flood).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_failure_in_a_buffer_reaches_its_own_caller_and_the_order_is_kept()
    {
        await using TestVhost vhost = await ShopAsync();
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue => goqueue
            .UseRabbitMQ(vhost.Uri.ToString(), static o => o.ChannelPoolSize = 1).UseBuffering(64, TimeSpan.FromMilliseconds(20)));

        Task<PublishReceipt>[] good = [.. Enumerable.Range(0, 500).Select(i => publisher.PublishOrderPlacedAsync(new(i, "ann")).AsTask())];
        Task<PublishReceipt> lost = publisher.PublishAsync(new Misdirected()).AsTask();
        await publisher.FlushAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<ExchangeNotFoundException>(() => lost);
        await Task.WhenAll(good).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 500), (await vhost.DrainAsync("all")).Select(Publishers.NumberOf));
    }

    private static async Task SeesConnectionsAsync(TestVhost vhost, string names)
    {
        string seen = "";
        await Eventually.HoldsAsync(async () => (seen = await NamesOfConnectionsAsync(vhost)) == names, $"the connections {names}, not {seen}");
    }

    private static async Task<string> NamesOfConnectionsAsync(TestVhost vhost) => await (await TestBroker.GetAsync()).Control.EvaluateAsync(
        "lists:sort([element(3, lists:keyfind(<<\"connection_name\">>, 1, proplists:get_value(client_properties, I))) "
        + "|| I <- rabbit_networking:connection_info_all([vhost, client_properties]), "
        + $"proplists:get_value(vhost, I) =:= <<\"{vhost.Name}\">>, "
        + "element(3, lists:keyfind(<<\"connection_name\">>, 1, proplists:get_value(client_properties, I))) =/= <<\"tests\">>]).");

    private static async Task<TestVhost> ShopAsync()
    {
        TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        return vhost;
    }
}
