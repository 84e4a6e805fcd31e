using System.Globalization;
using GoQueue.Outbox.Diagnostics;
using GoQueue.Outbox.Relaying;
using GoQueue.Outbox.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace GoQueue.Outbox.Tests.Relaying;

/// <summary>
/// The relay against a scripted database and broker, one schedule per seed: whatever comes in whichever order, committed
/// messages are delivered, settled ones were confirmed, and first copies keep the order of their keys.
/// </summary>
public sealed class ModelTests
{
    private const int Keys = 3;

    [Fact]
    public Task Three_hundred_schedules_lose_nothing_and_keep_the_order() => RunAsync(first: 1, count: 300);

    [Fact(Explicit = true)]
    public Task Ten_thousand_schedules_lose_nothing_and_keep_the_order() => RunAsync(Random.Shared.Next(1_000_000), count: 10_000);

    [Fact]
    public async Task Without_the_list_of_gaps_the_order_breaks()
    {
        int broken = 0;
        for (int seed = 1; seed <= 200; seed++)
        {
            broken += (await FindViolationAsync(seed, watchesGaps: false))?.Contains("order", StringComparison.Ordinal) == true ? 1 : 0;
        }

        Assert.NotEqual(0, broken);
    }

    private static async Task RunAsync(int first, int count)
    {
        for (int seed = first; seed < first + count; seed++)
        {
            string? violation = await FindViolationAsync(seed, watchesGaps: true);
            Assert.True(violation is null, string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {violation}"));
        }
    }

    private static async Task<string?> FindViolationAsync(int seed, bool watchesGaps)
    {
        var random = new Random(seed);
        var time = new ModelTime();
        var store = new ModelStore(time, new Random(seed + 1));
        var sender = new ModelSender(store, new Random(seed + 2));
        var settings = new RelaySettings
        {
            Name = "model",
            WatchesGaps = watchesGaps,
            WindowRows = random.Next(2) == 0 ? 4096 : 32,
            MaxAttempts = 1000,
            LeaseDuration = TimeSpan.FromHours(1),
            PollInterval = TimeSpan.FromSeconds(1),
        };
        using var monitor = new RelayMonitor("model", NullLogger.Instance, null, time);
        var written = new List<(long Id, long? Key)>();
        var open = new List<ModelRow>();
        long nextId = 1;
        long epoch = 1;
        Task running = Task.CompletedTask;
        RelayTerm term = null!;
        using var signal = new RelaySignal(time);
        using var stopping = new CancellationTokenSource();
        await StartTermAsync();
        for (int step = 0; step < 250; step++)
        {
            store.FailureRate = step < 200 ? 0.05 : 0;
            sender.FaultRate = step < 200 ? 0.1 : 0;
            switch (random.Next(9))
            {
                case 0 or 1 when step < 200:
                    // A key has one writer at a time: its next transaction begins when the one before has ended.
                    long? key = random.Next(4) == 0 ? null : random.Next(Keys);
                    if (key is null || open.TrueForAll(row => row.Key != key))
                    {
                        var row = new ModelRow(nextId++, key, store.NextTransaction++);
                        store.OpenTransactions.Add(row.Transaction);
                        store.Hot.Add(row.Id, row);
                        open.Add(row);
                        await WakeAsync(term.Hint);
                    }

                    break;
                case 2 or 3 when open.Count > 0:
                    ModelRow ended = open[random.Next(open.Count)];
                    open.Remove(ended);
                    store.OpenTransactions.Remove(ended.Transaction);
                    if (random.Next(5) == 0)
                    {
                        store.Hot.Remove(ended.Id);
                    }
                    else
                    {
                        ended.IsCommitted = true;
                        written.Add((ended.Id, ended.Key));
                    }

                    break;
                case 4 or 5 when sender.PendingCount > 0:
                    await WakeAsync(() => sender.CompleteOne());
                    break;
                case 6 when store.PendingCount > 0:
                    await WakeAsync(() => store.CompleteOne());
                    break;
                case 7 when random.Next(6) == 0 && step < 200:
                    if (random.Next(2) == 0)
                    {
                        _ = sender.BrokenRoutes.Add(1) || sender.BrokenRoutes.Remove(1);
                    }
                    else
                    {
                        await WakeAsync(() => sender.SetState(sender.State == PublisherState.Connected ? PublisherState.Blocked : PublisherState.Connected));
                    }

                    break;
                case 8 when random.Next(12) == 0 && step < 200:
                    await EndTermAsync();
                    await StartTermAsync();
                    break;
                default:
                    await AdvanceAsync(TimeSpan.FromMilliseconds(random.Next(1, 500)));
                    break;
            }
        }

        // The end of all faults: everything must get through.
        sender.BrokenRoutes.Clear();
        sender.FaultRate = store.FailureRate = 0;
        if (sender.State != PublisherState.Connected)
        {
            await WakeAsync(() => sender.SetState(PublisherState.Connected));
        }

        foreach (ModelRow row in open)
        {
            row.IsCommitted = true;
            written.Add((row.Id, row.Key));
            store.OpenTransactions.Remove(row.Transaction);
        }

        for (int step = 0; step < 20_000 && (store.Hot.Count > 0 || store.Held.Count > 0); step++)
        {
            if (sender.PendingCount > 0)
            {
                await WakeAsync(() => sender.CompleteOne());
            }
            else if (store.PendingCount > 0)
            {
                await WakeAsync(() => store.CompleteOne());
            }
            else
            {
                await AdvanceAsync(TimeSpan.FromMinutes(10));
            }
        }

        string? left = store.Hot.Count + store.Held.Count == 0 ? null : $"{store.Hot.Count} rows and {store.Held.Count} held rows are left";
        await EndTermAsync();
        return store.Violations.FirstOrDefault() ?? left ?? Check(written, sender.Delivered);

        async Task StartTermAsync()
        {
            store.Lease = new LeaseFence($"relay {epoch}", epoch++);
            store.IsSynchronous = true;
            term = new RelayTerm(store, sender, settings, monitor, time, signal, store.Lease, time.GetTimestamp(), new Random(seed + 3));
            Task waiting = time.WhenWaiting();
            running = Task.Run(() => term.RunAsync(stopping.Token));
            await waiting.WaitAsync(TimeSpan.FromSeconds(30));
            store.IsSynchronous = false;
        }

        // The lease goes to another: the old term hears of it from its next renewal, and its statements end somehow.
        async Task EndTermAsync()
        {
            store.Lease = new LeaseFence("another", epoch++);
            while (!running.IsCompleted)
            {
                if (store.PendingCount > 0)
                {
                    store.CompleteOne();
                }
                else
                {
                    time.TryFireNext(TimeSpan.FromMinutes(30));
                }

                await Task.Yield();
            }

            term.Dispose();
        }

        async Task WakeAsync(Action action)
        {
            Task waiting = time.WhenWaiting();
            action();
            await Task.WhenAny(waiting, running).WaitAsync(TimeSpan.FromSeconds(30));
        }

        async Task AdvanceAsync(TimeSpan most)
        {
            Task waiting = time.WhenWaiting();
            if (time.TryFireNext(most))
            {
                await Task.WhenAny(waiting, running).WaitAsync(TimeSpan.FromSeconds(30));
            }
        }
    }

    private static string? Check(List<(long Id, long? Key)> written, List<long> delivered)
    {
        var ids = written.Select(static one => one.Id).ToHashSet();
        if (delivered.Find(id => !ids.Contains(id)) is > 0 and var phantom)
        {
            return $"row {phantom} was delivered and never committed";
        }

        if (ids.Except(delivered).FirstOrDefault() is > 0 and var lost)
        {
            return $"row {lost} was committed and not delivered";
        }

        for (long key = 0; key < Keys; key++)
        {
            List<long> commits = [.. written.Where(one => one.Key == key).Select(static one => one.Id)];
            List<long> firsts = [.. delivered.Where(id => commits.Contains(id)).Distinct()];
            if (!firsts.SequenceEqual(commits))
            {
                return $"the order of key {key} is {string.Join(",", firsts)}, its commits were {string.Join(",", commits)}";
            }
        }

        return null;
    }
}
