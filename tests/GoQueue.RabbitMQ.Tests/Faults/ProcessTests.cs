using System.Collections.Concurrent;
using GoQueue.Brokers.Delivery;
using GoQueue.Brokers.Proxies;
using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Faults.Leaks;
using GoQueue.RabbitMQ.Tests.Harness;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>What a publisher does to its process, and the process to it: counted with nothing else running.</summary>
[Collection(nameof(MemoryLeakTests))]
public sealed class ProcessTests(ITestOutputHelper output)
{
    private const int InFlightBytes = 2_000_000;
    private const int Offered = 2_000;
    private const int PayloadLength = 50_000;

    [Fact]
    public async Task Messages_that_the_broker_does_not_take_use_no_more_memory_than_their_bounds_allow()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static _ => { });
        var publisher = Publishers.Create(
            broker.Uri.ToString(), static o => o.MaxInFlightBytes = InFlightBytes, static o => o.DrainTimeout = TimeSpan.FromMilliseconds(100));
        await publisher.ConnectAsync();
        string payload = new('x', PayloadLength);
        Task<PublishReceipt>[] calls = new Task<PublishReceipt>[Offered];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long peak = 0;

        for (int index = 0; index < Offered; index++)
        {
            calls[index] = publisher.PublishOrderPlacedAsync(new(index, payload)).AsTask();
            if (index % 100 == 0)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        // In flight once, and four times as much in line; the broker of this test has what is in flight, too, and buffers are rounded up to powers of two.
        output.WriteLine($"{Offered * PayloadLength / 1_000_000} MB offered, at most {peak / 1_000_000} MB used");
        Assert.InRange(peak, InFlightBytes, 8L * InFlightBytes * 2);
        await publisher.DisposeAsync();
        int refused = 0;
        foreach (Task<PublishReceipt> call in calls)
        {
            refused += await Assert.ThrowsAnyAsync<PublishException>(() => call) is PublishQueueFullException ? 1 : 0;
        }

        Assert.InRange(refused, Offered / 2, Offered);
    }

    [Fact]
    public async Task No_failure_goes_unobserved()
    {
        await CollectAsync();
        ConcurrentQueue<string> unobserved = new();
        void Note(object? sender, UnobservedTaskExceptionEventArgs failure) => unobserved.Enqueue(failure.Exception.ToString());
        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            foreach (string fault in (string[])["reset", "end inside a frame", "connection closed", "channel closed", "nonsense", "confirms lost", "login refused", "nobody listens", "silence"])
            {
                await PlayAsync(fault);
                await CollectAsync();
                Assert.True(unobserved.IsEmpty, $"After '{fault}': {string.Join('\n', unobserved)}");
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }
    }

    [Fact]
    public async Task A_thread_pool_without_a_free_thread_delays_and_loses_nothing()
    {
        await using ScriptedScene scene = await ScriptedScene.CreateAsync(output);
        using var release = new ManualResetEventSlim();
        int threads = ThreadPool.ThreadCount;
        for (int index = 0; index < 200; index++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static gate => gate.Wait(), release, preferLocal: false);
        }

        // A thread of its own: the pool has none to spare, and adds about one a second.
        var watcher = new Thread(() =>
        {
            SpinWait.SpinUntil(() => ThreadPool.ThreadCount >= threads + 5, TimeSpan.FromSeconds(60));
            release.Set();
        });
        watcher.Start();
        watcher.Join();

        await scene.HealAsync();
        DeliveryReport report = await scene.CheckAsync();
        Assert.Equal(report.Published, report.Outcomes[DeliveryOutcome.Acknowledged]);
    }

    [Fact]
    public async Task An_idle_publisher_runs_no_timer_of_the_process_but_the_clients_heartbeats()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        long before = Timer.ActiveCount;
        var factory = new ConnectionFactory { Uri = vhost.Uri, AutomaticRecoveryEnabled = false, RequestedHeartbeat = TimeSpan.FromSeconds(10) };
        IConnection bare = await factory.CreateConnectionAsync();
        long heartbeats = Timer.ActiveCount - before;
        await bare.CloseAsync();
        await bare.DisposeAsync();
        await Eventually.HoldsAsync(() => Timer.ActiveCount <= before, "the client's own timers to end");

        await using GoQueuePublisher publisher = Publishers.Create(vhost);
        await Task.WhenAll(Enumerable.Range(0, 5_000).Select(i => publisher.PublishOrderPlacedAsync(new(i, "ann")).AsTask()));

        output.WriteLine($"{heartbeats} timers of a bare connection");
        Assert.InRange(heartbeats, 1, 4);
        await Eventually.HoldsAsync(() => Timer.ActiveCount <= before + heartbeats, "the timers to stop");
    }

    private static async Task PlayAsync(string fault)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { AcceptsCredentials = (_, _) => fault != "login refused" });
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(broker.Uri);
        proxy.Admit(fault switch { "nobody listens" => ProxyAdmission.Refuse, "silence" => ProxyAdmission.AcceptSilently, _ => ProxyAdmission.Pass });
        broker.OnPublish(publish =>
        {
            if (fault == "channel closed" && publish.Index == 20)
            {
                publish.Channel.CloseNotFound("orders");
            }
            else
            {
                publish.Ack();
            }
        });
        await using GoQueuePublisher publisher = Publishers.Create(
            proxy.Uri.ToString(),
            static o => o.ConfirmTimeout = o.ConnectTimeout = TimeSpan.FromSeconds(1),
            static o =>
            {
                o.PublishTimeout = TimeSpan.FromSeconds(3);
                o.DrainTimeout = TimeSpan.FromMilliseconds(200);
            });
        await using FaultLoad load = FaultLoad.Start(publisher, writers: 2, window: 8);
        if (fault is "login refused" or "nobody listens" or "silence")
        {
            await Eventually.HoldsAsync(() => load.Failed > 0, "a publish to fail");
            return;
        }

        await load.RunAsync(15);
        switch (fault)
        {
            case "reset":
                proxy.EndConnections();
                break;
            case "end inside a frame":
                proxy.CutAfter(ProxyDirection.ToClient, 7, SocketEnd.Fin);
                break;
            case "connection closed":
                broker.OpenConnections[0].Close(541, "INTERNAL_ERROR");
                break;
            case "nonsense":
                broker.OpenConnections[0].Send(RandomBytes.Create(new Random(1)));
                break;
            case "confirms lost":
                proxy.Lose(ProxyDirection.ToClient);
                await Eventually.HoldsAsync(() => proxy.Accepted > 1, "a new connection");
                proxy.Pass();
                break;
            default:
                break;
        }

        await load.HealAsync();
        await load.StopAsync();
    }

    /// <summary>Tasks tell of an exception that nobody has seen when they are finalized.</summary>
    private static async Task CollectAsync()
    {
        for (int round = 0; round < 3; round++)
        {
            await Task.Yield();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
