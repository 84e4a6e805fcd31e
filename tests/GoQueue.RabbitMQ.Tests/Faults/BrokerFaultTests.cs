using GoQueue.Brokers.Delivery;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>Faults of a real broker under load. After each: nothing lost, nothing hung, nothing found that was told to be unsent, and all is as before.</summary>
public sealed class BrokerFaultTests(FaultNode fault, ITestOutputHelper output) : IClassFixture<FaultNode>
{
    private readonly PrivateRabbitMqNode _node = fault.Node;

    [Fact]
    [Trait("Broker", "Compatibility")]
    public async Task A_broker_that_is_killed_and_restarted_loses_nothing_that_was_confirmed()
    {
        await using FaultScene scene = await FaultScene.CreateAsync(_node, output);

        await _node.KillAsync();
        await _node.RestartAsync();

        await scene.HealAsync();
        await scene.CheckAsync();
    }

    [Fact(Explicit = true)]
    public async Task A_broker_that_is_stopped_in_order_and_restarted_loses_nothing()
    {
        await using FaultScene scene = await FaultScene.CreateAsync(_node, output);

        await _node.ShutDownAsync();
        await _node.RestartAsync();

        await scene.HealAsync();
        await scene.CheckAsync();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(60, Explicit = true)]
    public async Task A_broker_that_freezes_and_goes_on_loses_nothing(int measurements)
    {
        await using FaultScene scene = await FaultScene.CreateAsync(_node, output);

        await _node.PauseAsync();
        try
        {
            for (int measurement = 0; measurement < measurements; measurement++)
            {
                await scene.Load.MeasureAsync();
            }
        }
        finally
        {
            _node.Continue();
        }

        await scene.HealAsync();
        await scene.CheckAsync();
    }

    [Fact]
    public async Task Connections_that_an_operator_closes_come_back()
    {
        await using FaultScene scene = await FaultScene.CreateAsync(_node, output);

        for (int round = 0; round < 3; round++)
        {
            await _node.Control.CloseAllConnectionsAsync("maintenance");
            await scene.Load.HealAsync();
        }

        await scene.HealAsync();
        await scene.CheckAsync();
    }

    [Theory]
    [InlineData(BlockedPolicy.Wait, Traits = ["Broker", "Compatibility"])]
    [InlineData(BlockedPolicy.FailFast)]
    public async Task A_memory_alarm_delays_or_refuses_and_duplicates_nothing(BlockedPolicy policy)
    {
        await using FaultScene scene = await FaultScene.CreateAsync(_node, output, configure: o => o.BlockedPolicy = policy);
        await scene.Vhost.DeclareExchangeAsync("gone");

        await _node.Control.EvaluateAsync("vm_memory_monitor:set_vm_memory_high_watermark(0.0).");
        try
        {
            // What is in flight stays so under both policies; a new publish shows the difference.
            await Eventually.HoldsAsync(async () => await scene.Load.MeasureAsync() == 0, "the alarm to be felt");
            if (policy == BlockedPolicy.FailFast)
            {
                var failure = await Assert.ThrowsAsync<BrokerBlockedException>(() => scene.Publisher.PublishAsync(new Misdirected()).AsTask());
                Assert.Equal(PublishOutcome.NotSent, failure.Outcome);
            }
        }
        finally
        {
            await _node.Control.EvaluateAsync("vm_memory_monitor:set_vm_memory_high_watermark(0.4).");
        }

        await scene.HealAsync();
        Assert.Equal(0, (await scene.CheckAsync()).Duplicated);
    }

    [Fact(Explicit = true)]
    public async Task A_disk_alarm_delays_and_duplicates_nothing()
    {
        await using FaultScene scene = await FaultScene.CreateAsync(_node, output);

        await _node.Control.EvaluateAsync("rabbit_disk_monitor:set_disk_free_limit(1000000000000000).");
        try
        {
            await Eventually.HoldsAsync(async () => await scene.Load.MeasureAsync() == 0, "the alarm to be felt");
        }
        finally
        {
            await _node.Control.EvaluateAsync("rabbit_disk_monitor:set_disk_free_limit(1000000).");
        }

        await scene.HealAsync();
        Assert.Equal(0, (await scene.CheckAsync()).Duplicated);
    }

    [Fact(Explicit = true)]
    public async Task Of_two_alarms_the_last_one_to_end_lets_messages_go_on()
    {
        await using FaultScene scene = await FaultScene.CreateAsync(_node, output);

        await _node.Control.EvaluateAsync("vm_memory_monitor:set_vm_memory_high_watermark(0.0).");
        await _node.Control.EvaluateAsync("rabbit_disk_monitor:set_disk_free_limit(1000000000000000).");
        try
        {
            await Eventually.HoldsAsync(async () => await scene.Load.MeasureAsync() == 0, "the alarms to be felt");
            await _node.Control.EvaluateAsync("vm_memory_monitor:set_vm_memory_high_watermark(0.4).");
            Assert.Equal(0, await scene.Load.MeasureAsync());
            Assert.Equal(PublisherState.Blocked, scene.Publisher.State);
        }
        finally
        {
            await _node.Control.EvaluateAsync("vm_memory_monitor:set_vm_memory_high_watermark(0.4).");
            await _node.Control.EvaluateAsync("rabbit_disk_monitor:set_disk_free_limit(1000000).");
        }

        await scene.HealAsync();
        Assert.Equal(0, (await scene.CheckAsync()).Duplicated);
    }

    [Fact]
    public async Task An_exchange_that_is_deleted_in_flight_fails_typed_and_heals_when_it_is_back()
    {
        await using FaultScene scene = await FaultScene.CreateAsync(_node, output);

        // More than once: what the broker has stored by then, and who is writing at that moment, is different each time.
        for (int round = 0; round < 4; round++)
        {
            long failed = scene.Load.Failed;
            await (await scene.Vhost.GetChannelAsync()).ExchangeDeleteAsync("orders");
            await Eventually.HoldsAsync(() => scene.Load.Failed > failed + 20, "publishes to fail");
            await scene.Vhost.DeclareExchangeAsync("orders");
            // Until the binding is there, publishes are unroutable, which is the truth.
            await scene.Vhost.DeclareQueueAsync("all", "orders");
            await scene.Load.HealAsync();
        }

        await scene.HealAsync();
        await scene.CheckAsync();
    }

    [Theory]
    [InlineData("classic")]
    [InlineData("quorum")]
    [Trait("Broker", "Compatibility")]
    public async Task A_full_queue_that_rejects_is_told_as_rejected_and_what_was_accepted_is_there(string type)
    {
        await using FaultScene scene = await FaultScene.CreateAsync(
            _node,
            output,
            new Dictionary<string, object?> { ["x-queue-type"] = type, ["x-max-length"] = 600, ["x-overflow"] = "reject-publish" });

        await Eventually.HoldsAsync(() => scene.Load.Failed > 20, "publishes to be rejected");

        DeliveryReport report = await scene.CheckAsync();
        Assert.True(report.Outcomes[DeliveryOutcome.Rejected] > 0);
        Assert.Equal(0, report.Duplicated);
    }

    [Fact]
    [Trait("Broker", "Compatibility")]
    public async Task Unroutable_messages_are_told_apart_from_routable_ones_with_the_same_bodies()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync(_node.Control);
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareExchangeAsync("gone");
        await vhost.DeclareQueueAsync("all", "orders");
        await using GoQueuePublisher publisher = Publishers.Create(vhost);

        // A thousand in flight, two identical bodies each, every second one to an exchange without a queue.
        Task<PublishReceipt>[] routable = new Task<PublishReceipt>[500];
        Task<PublishReceipt>[] unroutable = new Task<PublishReceipt>[500];
        for (int index = 0; index < 500; index++)
        {
            routable[index] = publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask();
            unroutable[index] = publisher.PublishAsync(new Misdirected()).AsTask();
        }

        PublishReceipt[] receipts = await Task.WhenAll(routable);
        foreach (Task<PublishReceipt> call in unroutable)
        {
            await Assert.ThrowsAsync<UnroutableMessageException>(() => call);
        }

        Assert.Equal(
            receipts.Select(static receipt => receipt.MessageId).Order(StringComparer.Ordinal),
            (await vhost.DrainAsync("all")).Select(static message => message.BasicProperties.MessageId!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_vhost_that_is_deleted_and_made_again_is_used_again()
    {
        await using FaultScene scene = await FaultScene.CreateAsync(_node, output, options: static o => o.PublishTimeout = TimeSpan.FromSeconds(20));

        await _node.Control.EvaluateAsync($"rabbit_vhost:delete(<<\"{scene.Vhost.Name}\">>, <<\"tests\">>).");
        await Eventually.HoldsAsync(() => scene.Load.Failed > 0, "publishes to fail", TimeSpan.FromSeconds(60));
        await _node.Control.EvaluateAsync(
            $"ok = rabbit_vhost:add(<<\"{scene.Vhost.Name}\">>, <<\"tests\">>), "
            + $"ok = rabbit_auth_backend_internal:set_permissions(<<\"guest\">>, <<\"{scene.Vhost.Name}\">>, <<\".*\">>, <<\".*\">>, <<\".*\">>, <<\"tests\">>).");
        await scene.Vhost.DeclareExchangeAsync("orders");
        await scene.Vhost.DeclareQueueAsync("all", "orders");

        await scene.HealAsync();
        // The queue went with the vhost, and what it held.
        await scene.Load.CheckAsync(scene.Vhost, new DeliveryRules { AcknowledgedAreFound = false });
    }

    [Fact]
    [Trait("Broker", "Compatibility")]
    public async Task A_permission_that_is_revoked_is_told_and_its_return_noticed()
    {
        await using FaultScene scene = await FaultScene.CreateAsync(_node, output);

        await SetWritePermissionAsync(scene, "^$");
        // The broker looks again when a channel's cached permissions are gone: with a new connection.
        await _node.Control.CloseAllConnectionsAsync("permissions");
        await Eventually.HoldsAsync(() => scene.Load.Failed > 20, "publishes to fail");
        var failure = await Assert.ThrowsAnyAsync<PublishException>(() => scene.Publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask());
        output.WriteLine(failure.Message);
        Assert.IsType<PublishAccessDeniedException>(failure);
        await SetWritePermissionAsync(scene, ".*");

        await scene.HealAsync();
        await scene.CheckAsync();
    }

    [Fact]
    public async Task A_limit_on_channels_makes_the_pool_smaller_and_fails_nothing()
    {
        await _node.RabbitMqCtlAsync("add_user", "narrow", "narrow");
        await _node.RabbitMqCtlAsync("set_user_limits", "narrow", "{\"max-channels\": 3}");
        await using TestVhost vhost = await TestVhost.CreateAsync(_node.Control);
        await _node.RabbitMqCtlAsync("set_permissions", "-p", vhost.Name, "narrow", ".*", ".*", ".*");
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        await vhost.DeclareExchangeAsync("gone");
        await vhost.DeclareQueueAsync("others", "gone");
        await using GoQueuePublisher publisher = Publishers.Create(new UriBuilder(vhost.Uri) { UserName = "narrow", Password = "narrow" }.Uri.ToString());
        await using FaultLoad load = FaultLoad.Start(publisher);
        await load.RunAsync(1_000);

        // The broker ends a connection that opens one too many. It counts late: five that were opened at once may all be there, until the next one is, for a question about
        // another exchange. It also goes on counting channels that were closed, so that the pool may have to shrink twice. Once it fits the connection stays.
        await publisher.PublishAsync(new Misdirected());
        string connection = "";
        await Eventually.HoldsAsync(
            async () => (connection = await DescribeAsync("narrow")).EndsWith(",2}]", StringComparison.Ordinal) || connection.EndsWith(",1}]", StringComparison.Ordinal),
            "a connection with one or two channels");
        await load.RunAsync(1_000);
        Assert.Equal(connection, await DescribeAsync("narrow"));

        DeliveryReport report = await load.CheckAsync(vhost);
        output.WriteLine(report.ToString());
        Assert.Equal(report.Published, report.Outcomes[DeliveryOutcome.Acknowledged]);
        await Pools.AreBalancedAsync(publisher);
    }

    [Theory]
    [InlineData("kill")]
    [InlineData("freeze")]
    [InlineData("alarm", Explicit = true)]
    public async Task Closing_during_a_fault_ends_every_call_within_the_drain_timeout(string during)
    {
        await using FaultScene scene = await FaultScene.CreateAsync(_node, output, options: static o => o.DrainTimeout = TimeSpan.FromSeconds(2));
        switch (during)
        {
            case "kill":
                await _node.KillAsync();
                break;
            case "freeze":
                await _node.PauseAsync();
                break;
            default:
                await _node.Control.EvaluateAsync("vm_memory_monitor:set_vm_memory_high_watermark(0.0).");
                break;
        }

        try
        {
            await scene.Publisher.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
            await scene.Load.StopAsync();
        }
        finally
        {
            switch (during)
            {
                case "kill":
                    await _node.RestartAsync();
                    break;
                case "freeze":
                    _node.Continue();
                    break;
                default:
                    await _node.Control.EvaluateAsync("vm_memory_monitor:set_vm_memory_high_watermark(0.4).");
                    break;
            }
        }

        await scene.CheckAsync();
    }

    /// <summary>Name and channels of each connection of a user, as Erlang writes them.</summary>
    private Task<string> DescribeAsync(string user) => _node.Control.EvaluateAsync(
        "[{proplists:get_value(name, C), proplists:get_value(channels, C)} || C <- rabbit_networking:connection_info_all([name, user, channels]), "
        + $"proplists:get_value(user, C) =:= <<\"{user}\">>].");

    private Task<string> SetWritePermissionAsync(FaultScene scene, string write) => _node.Control.EvaluateAsync(
        $"rabbit_auth_backend_internal:set_permissions(<<\"guest\">>, <<\"{scene.Vhost.Name}\">>, <<\".*\">>, <<\"{write}\">>, <<\".*\">>, <<\"tests\">>).");
}
