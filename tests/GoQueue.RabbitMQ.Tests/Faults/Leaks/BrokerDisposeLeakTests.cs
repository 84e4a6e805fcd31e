using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Faults.Leaks;

/// <summary>The same with a real broker.</summary>
[Collection(SecondFaultNode.Name)]
public sealed class BrokerDisposeLeakTests(FaultNode fault, ITestOutputHelper output)
{
    private readonly PrivateRabbitMqNode _node = fault.Node;

    [Theory]
    [InlineData("frozen")]
    [InlineData("memory alarm")]
    [InlineData("connections closed")]
    [InlineData("killed")]
    [InlineData("disk alarm", Explicit = true)]
    [InlineData("stopped in order", Explicit = true)]
    [InlineData("exchange deleted", Explicit = true)]
    [InlineData("permission revoked", Explicit = true)]
    [InlineData("vhost deleted", Explicit = true)]
    [InlineData("queue full", Explicit = true)]
    [InlineData("channel limit", Explicit = true)]
    [InlineData("credentials rotated", Explicit = true)]
    public async Task Disposed_during_a_fault_nothing_is_left_and_no_call_is_open(string kind)
    {
        await using TestVhost vhost = await TestVhost.CreateAsync(_node.Control);
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync(
            "all", "orders", arguments: kind == "queue full" ? new Dictionary<string, object?> { ["x-max-length"] = 600, ["x-overflow"] = "reject-publish" } : null);
        await _node.RabbitMqCtlAsync("add_user", UserOf(vhost), "f1rst");
        await _node.RabbitMqCtlAsync("set_permissions", "-p", vhost.Name, UserOf(vhost), ".*", ".*", ".*");
        TimeSpan gone;
        try
        {
            gone = await LeakCheck.NothingIsLeftByAsync(probe => PlayAsync(probe, vhost, kind));
        }
        finally
        {
            await MendAsync(kind);
        }

        output.WriteLine($"all gone {gone.TotalSeconds:F1} s after");
        await Eventually.HoldsAsync(
            async () => await _node.Control.EvaluateAsync(
                "length([C || C <- rabbit_networking:connection_info_all([client_properties]), "
                + "lists:keyfind(<<\"connection_name\">>, 1, proplists:get_value(client_properties, C)) =:= {<<\"connection_name\">>, longstr, <<\"leaks\">>}]).") == "0",
            "the broker to have no connection of the publisher");
    }

    private async Task PlayAsync(LeakProbe probe, TestVhost vhost, string kind)
    {
        probe.WatchPort(_node.Uri.Port);
        GoQueuePublisher publisher = probe.Watch("the publisher", Publishers.Create(
            new UriBuilder(vhost.Uri) { UserName = UserOf(vhost), Password = "f1rst" }.Uri.ToString(),
            static o =>
            {
                o.ClientProvidedName = "leaks";
                o.Heartbeat = TimeSpan.FromSeconds(2);
            },
            static o => o.DrainTimeout = TimeSpan.FromSeconds(2),
            probe.Time));
        await using FaultLoad load = FaultLoad.Start(publisher);
        await load.RunAsync(500);

        await InjectAsync(vhost, load, kind);
        await publisher.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        await load.StopAsync();

        await Pools.AreBalancedAsync(publisher);
        Assert.True(load.SlowestCall < TimeSpan.FromSeconds(30), $"a call took {load.SlowestCall}");
    }

    private async Task InjectAsync(TestVhost vhost, FaultLoad load, string kind)
    {
        switch (kind)
        {
            case "frozen":
                await _node.PauseAsync();
                break;
            case "memory alarm":
                await _node.Control.EvaluateAsync("vm_memory_monitor:set_vm_memory_high_watermark(0.0).");
                await Eventually.HoldsAsync(async () => await load.MeasureAsync() == 0, "the alarm to be felt");
                break;
            case "disk alarm":
                await _node.Control.EvaluateAsync("rabbit_disk_monitor:set_disk_free_limit(1000000000000000).");
                await Eventually.HoldsAsync(async () => await load.MeasureAsync() == 0, "the alarm to be felt");
                break;
            case "connections closed":
                await _node.Control.CloseAllConnectionsAsync("maintenance");
                break;
            case "killed":
                await _node.KillAsync();
                break;
            case "stopped in order":
                await _node.ShutDownAsync();
                break;
            case "exchange deleted":
                await (await vhost.GetChannelAsync()).ExchangeDeleteAsync("orders");
                await Eventually.HoldsAsync(() => load.Failed > 20, "publishes to fail");
                break;
            case "permission revoked":
                await _node.Control.EvaluateAsync(
                    $"rabbit_auth_backend_internal:set_permissions(<<\"{UserOf(vhost)}\">>, <<\"{vhost.Name}\">>, <<\".*\">>, <<\"^$\">>, <<\".*\">>, <<\"tests\">>).");
                await _node.Control.CloseAllConnectionsAsync("permissions");
                await Eventually.HoldsAsync(() => load.Failed > 20, "publishes to fail");
                break;
            case "channel limit":
                await _node.RabbitMqCtlAsync("set_user_limits", UserOf(vhost), "{\"max-channels\": 2}");
                await _node.Control.CloseAllConnectionsAsync("limits");
                break;
            case "credentials rotated":
                await _node.RabbitMqCtlAsync("change_password", UserOf(vhost), "s3cond");
                await _node.Control.CloseAllConnectionsAsync("credentials");
                await Eventually.HoldsAsync(() => load.Failed > 0, "the old password to be refused");
                break;
            case "vhost deleted":
                await _node.Control.EvaluateAsync($"rabbit_vhost:delete(<<\"{vhost.Name}\">>, <<\"tests\">>).");
                break;
            default:
                await Eventually.HoldsAsync(() => load.Failed > 20, "publishes to be rejected");
                break;
        }
    }

    private static string UserOf(TestVhost vhost) => $"user-{vhost.Name}";

    private async Task MendAsync(string kind)
    {
        switch (kind)
        {
            case "frozen":
                _node.Continue();
                break;
            case "memory alarm":
                await _node.Control.EvaluateAsync("vm_memory_monitor:set_vm_memory_high_watermark(0.4).");
                break;
            case "disk alarm":
                await _node.Control.EvaluateAsync("rabbit_disk_monitor:set_disk_free_limit(1000000).");
                break;
            case "killed" or "stopped in order":
                await _node.RestartAsync();
                break;
            default:
                break;
        }
    }
}
