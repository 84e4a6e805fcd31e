using GoQueue.Brokers.Delivery;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.RabbitMQ.Tests.Transports.Versions;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>What a real broker refuses, drops or puts off for one message, and what that means for the others.</summary>
[Collection(SecondFaultNode.Name)]
public sealed class BrokerRefusalTests(FaultNode fault, ITestOutputHelper output)
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    private readonly PrivateRabbitMqNode _node = fault.Node;

    [Fact]
    [Trait("Broker", "Compatibility")]
    public async Task A_publisher_that_connects_during_an_alarm_waits_and_publishes_once()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync(_node.Control);
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        Task<PublishReceipt>[] calls;

        await _node.Control.EvaluateAsync("vm_memory_monitor:set_vm_memory_high_watermark(0.0).");
        try
        {
            // The broker says that it is blocked after the first message only.
            calls = [.. Enumerable.Range(0, 20).Select(number => publisher.PublishOrderPlacedAsync(new(number, "ann")).AsTask())];
            await Eventually.HoldsAsync(() => publisher.State == PublisherState.Blocked, "the alarm to be felt");
        }
        finally
        {
            await _node.Control.EvaluateAsync("vm_memory_monitor:set_vm_memory_high_watermark(0.4).");
        }

        PublishReceipt[] receipts = await Task.WhenAll(calls).WaitAsync(SoonEnough);
        Assert.All(receipts, static receipt => Assert.Equal((1, false), (receipt.Attempts, receipt.MayBeDuplicated)));
        Assert.Equal(20, (await vhost.DrainAsync("all")).Count);
    }

    [Fact(Explicit = true)]
    public async Task A_broker_without_file_handles_takes_no_connection_and_is_come_back_to()
    {
        await using FaultScene scene = await FaultScene.CreateAsync(_node, output, options: static o => o.PublishTimeout = TimeSpan.FromSeconds(10));
        // RabbitMQ 4 does not count file handles any more; a limit on connections has the same effect.
        bool countsHandles = await _node.Control.EvaluateAsync("code:which(file_handle_cache) =/= non_existing.") == "true";
        string limit = countsHandles ? await _node.Control.EvaluateAsync("file_handle_cache:get_limit().") : "";
        await _node.Control.EvaluateAsync(countsHandles ? "file_handle_cache:set_limit(2)." : "application:set_env(rabbit, connection_max, 0).");
        try
        {
            await _node.Control.CloseAllConnectionsAsync("no file handles");
            await Eventually.HoldsAsync(() => scene.Load.Failed > 0, "calls to end", SoonEnough);
            PublishException failure = await Assert.ThrowsAnyAsync<PublishException>(
                () => scene.Publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(SoonEnough));
            output.WriteLine($"{failure.GetType().Name}, {failure.Outcome}: {failure.Message}");
            Assert.Equal(PublishOutcome.NotSent, failure.Outcome);
        }
        finally
        {
            await _node.Control.EvaluateAsync(countsHandles ? $"file_handle_cache:set_limit({limit})." : "application:set_env(rabbit, connection_max, infinity).");
        }

        await scene.HealAsync();
        await scene.CheckAsync();
    }

    [Fact]
    [Trait("Broker", "Compatibility")]
    public async Task A_message_larger_than_the_broker_takes_is_refused_alone()
    {
        await SetMaxMessageSizeAsync(2_000);
        try
        {
            // The limit holds for channels opened from now on.
            await using FaultScene scene = await FaultScene.CreateAsync(_node, output);

            var refused = await Assert.ThrowsAsync<MessageRefusedException>(
                () => scene.Publisher.PublishOrderPlacedAsync(new(1, new string('a', 5_000))).AsTask().WaitAsync(SoonEnough));

            Assert.Equal(PublishOutcome.NotSent, refused.Outcome);
            Assert.Contains("2000", refused.Message, StringComparison.Ordinal);
            await scene.HealAsync();
            await scene.CheckAsync();
            Assert.Equal(0, scene.Load.Failed);
        }
        finally
        {
            await SetMaxMessageSizeAsync((await BrokerVersion.ReadAsync(_node.Control)).Major < 4 ? 128 << 20 : 16 << 20);
        }
    }

    [Fact]
    [Trait("Broker", "Compatibility")]
    public async Task A_message_that_one_of_two_queues_rejects_is_told_as_rejected_although_the_other_has_it()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync(_node.Control);
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        await vhost.DeclareQueueAsync("full", "orders", arguments: new Dictionary<string, object?> { ["x-max-length"] = 1, ["x-overflow"] = "reject-publish" });
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        await publisher.PublishOrderPlacedAsync(new(1, "ann"));

        var rejected = await Assert.ThrowsAsync<MessageRejectedException>(() => publisher.PublishOrderPlacedAsync(new(2, "ann")).AsTask().WaitAsync(SoonEnough));

        Assert.Equal(PublishOutcome.Rejected, rejected.Outcome);
        Assert.Equal([1, 2], (await vhost.DrainAsync("all")).Select(Publishers.NumberOf));
    }

    [Fact]
    public async Task A_queue_whose_process_crashes_rejects_what_was_under_way_and_loses_nothing_that_was_confirmed()
    {
        await using FaultScene scene = await FaultScene.CreateAsync(_node, output);

        for (int round = 0; round < 3; round++)
        {
            await scene.Load.RunAsync(200);
            await _node.Control.EvaluateAsync(
                $"{{ok, Q}} = rabbit_amqqueue:lookup(rabbit_misc:r(<<\"{scene.Vhost.Name}\">>, queue, <<\"all\">>)), exit(amqqueue:get_pid(Q), kill).");
        }

        await scene.HealAsync();
        DeliveryReport report = await scene.CheckAsync();
        output.WriteLine($"{report.Outcomes.GetValueOrDefault(DeliveryOutcome.Rejected)} rejected");
    }

    [Fact]
    [Trait("Broker", "Compatibility")]
    public async Task A_routing_key_that_the_user_may_not_write_is_refused_and_the_others_go_through()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync(_node.Control);
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        await _node.RabbitMqCtlAsync("set_topic_permissions", "-p", vhost.Name, "guest", "orders", "^free", ".*");
        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        GoQueueMessage free = GoQueueMessage.Create().Topic("orders").Action("free.for.all").Version("1.0").Data("{}"u8).Build();

        Task<PublishReceipt>[] before = [.. Enumerable.Range(0, 50).Select(_ => publisher.PublishAsync(free).AsTask())];
        var refused = await Assert.ThrowsAsync<PublishAccessDeniedException>(
            () => publisher.PublishOrderPlacedAsync(new(1, "ann"), new PublishOptions { MessageId = "m-1" }).AsTask().WaitAsync(SoonEnough));
        Task<PublishReceipt>[] after = [.. Enumerable.Range(0, 50).Select(_ => publisher.PublishAsync(free).AsTask())];
        await Task.WhenAll([.. before, .. after]).WaitAsync(SoonEnough);

        Assert.Equal(("m-1", PublishOutcome.NotSent), (refused.MessageId, refused.Outcome));
        Assert.Contains("topic 'order.placed'", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("guest", refused.ToString(), StringComparison.Ordinal);
        IReadOnlyList<BasicGetResult> found = await vhost.DrainAsync("all");
        Assert.Equal(100, found.Select(static message => message.BasicProperties.MessageId).Distinct().Count());
        Assert.DoesNotContain(found, static message => message.RoutingKey == "order.placed");
    }

    [Fact]
    public async Task A_queue_that_is_deleted_makes_later_messages_unroutable_until_it_is_back()
    {
        await using FaultScene scene = await FaultScene.CreateAsync(_node, output);

        await (await scene.Vhost.GetChannelAsync()).QueueDeleteAsync("all", ifUnused: false, ifEmpty: false);
        await Eventually.HoldsAsync(() => scene.Load.Failed > 20, "publishes to fail");
        await Assert.ThrowsAsync<UnroutableMessageException>(() => scene.Publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(SoonEnough));
        await scene.Vhost.DeclareQueueAsync("all", "orders");

        await scene.HealAsync();
        // What the deleted queue held went with it.
        await scene.Load.CheckAsync(scene.Vhost, new DeliveryRules { AcknowledgedAreFound = false });
    }

    // RabbitMQ 4 reads the setting once, at its start, and keeps it as a persistent term.
    private Task<string> SetMaxMessageSizeAsync(int bytes) => _node.Control.EvaluateAsync(
        $"application:set_env(rabbit, max_message_size, {bytes}), "
        + $"persistent_term:get(max_message_size, none) =:= none orelse persistent_term:put(max_message_size, {bytes}).");
}
