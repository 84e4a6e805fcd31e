using System.Diagnostics;
using System.Globalization;
using GoQueue.Brokers.Proxies;
using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>
/// A line that is cut at random ends connections with innocent messages on them, some of them again and again: none of
/// them is ever blamed, and all are confirmed.
/// </summary>
public sealed class RandomCutTests(ITestOutputHelper output)
{
    private const int Writers = 32;

    private static readonly TimeSpan s_bound = TimeSpan.FromMinutes(5);

    [Fact]
    public Task No_message_is_blamed_for_30_cuts_at_random() => CutAsync((cuts, _) => cuts < 30);

    [Fact(Explicit = true)]
    public Task No_message_is_blamed_in_60_seconds_of_cuts_at_random() => CutAsync((_, elapsed) => elapsed < TimeSpan.FromSeconds(60));

    private async Task CutAsync(Func<int, TimeSpan, bool> goesOn)
    {
        int seed = FaultSettings.Seed;
        var random = new Random(seed);
        await using ScriptedBroker broker = ScriptedBroker.Start();
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(broker.Uri);
        await using GoQueuePublisher publisher = Publishers.Create(proxy.Uri.ToString(), options: static options => options.PublishTimeout = s_bound);
        using var stop = new CancellationTokenSource();
        long published = 0;
        Task[] writers = [.. Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await publisher.PublishOrderPlacedAsync(new(writer, "ann"), new PublishOptions { OrderingKey = writer % 2 == 0 ? null : $"key-{writer}" });
                Interlocked.Increment(ref published);
            }
        }))];

        long started = Stopwatch.GetTimestamp();
        int cuts = 0;
        long seen = 0;
        for (; goesOn(cuts, Stopwatch.GetElapsedTime(started)) && !Array.Exists(writers, static writer => writer.IsFaulted); cuts++)
        {
            // Often before much could be confirmed, sometimes after a while.
            seen += broker.Publishes.Count + 1 + random.Next(random.Next(4) == 0 ? 2_000 : 60);
            broker.ForgetPublishes();
            await broker.WaitForPublishesAsync(seen, s_bound);
            proxy.EndConnections(random.Next(2) == 0 ? SocketEnd.Reset : SocketEnd.Fin);
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers).WaitAsync(s_bound);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {cuts} cuts in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s, {proxy.Accepted} connections, {published} published, all confirmed"));
        await Pools.AreBalancedAsync(publisher);
    }
}
