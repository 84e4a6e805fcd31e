using System.Diagnostics;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Faults.Foreign;

/// <summary>
/// Continuations of callers and middleware may block the thread they run on, which may be the one that reads the
/// connection: every other publish ends meanwhile.
/// </summary>
[Collection(nameof(AloneWithForeignCode))]
public sealed class KeptThreadTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(64, false)]
    [InlineData(1, true)]
    [InlineData(64, true)]
    public async Task Publishes_end_while_so_many_callers_block(int count, bool inMiddleware)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        using var signal = new ManualResetEventSlim();
        using var blocked = new CountdownEvent(count);
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue => goqueue.UseRabbitMQ(broker.Uri.ToString()).Use(async (context, next) =>
        {
            await next(context).ConfigureAwait(false);
            if (inMiddleware && context.MessageId.StartsWith("blocker", StringComparison.Ordinal))
            {
                Block();
            }
        }));
        await publisher.PublishOrderPlacedAsync(new(0, "ann"));
        long started = Stopwatch.GetTimestamp();

        Task[] blockers = [.. Enumerable.Range(0, count).Select(i => Task.Run(async () =>
        {
            await publisher.PublishOrderPlacedAsync(new(i, "ann"), new PublishOptions { MessageId = $"blocker-{i}" }).ConfigureAwait(false);
            if (!inMiddleware)
            {
                Block();
            }
        }))];
        Assert.True(await Task.Factory.StartNew(() => blocked.Wait(Stage.HangBound), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default), $"{blocked.CurrentCount} did not come");
        Task[] others = [.. Enumerable.Range(0, 100).Select(i => publisher.PublishOrderPlacedAsync(new(i, "bob")).AsTask())];
        await Task.WhenAll(others).WaitAsync(Stage.HangBound);

        Budget.Check($"100 publishes beside {count} blocked {(inMiddleware ? "middleware" : "callers")}", Stopwatch.GetElapsedTime(started), TimeSpan.FromMilliseconds(count == 1 ? 250 : 5_000));
        signal.Set();
        await Task.WhenAll(blockers).WaitAsync(Stage.HangBound);

        void Block()
        {
            blocked.Signal();
            Assert.True(signal.Wait(Stage.HangBound));
        }
    }

    [Fact]
    public async Task Sixty_four_listeners_that_block_keep_no_other_publish()
    {
        const int Listeners = 64;
        await using ScriptedBroker broker = ScriptedBroker.Start();
        using var signal = new ManualResetEventSlim();
        using var blocked = new CountdownEvent(Listeners);
        int left = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "GoQueue",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ =>
            {
                if (Interlocked.Decrement(ref left) >= 0)
                {
                    blocked.Signal();
                    Assert.True(signal.Wait(Stage.HangBound));
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());
        await publisher.PublishOrderPlacedAsync(new(0, "ann"));
        Volatile.Write(ref left, Listeners);
        long started = Stopwatch.GetTimestamp();

        Task[] blockers = [.. Enumerable.Range(0, Listeners).Select(i => publisher.PublishOrderPlacedAsync(new(i, "ann")).AsTask())];
        Assert.True(await Task.Factory.StartNew(() => blocked.Wait(Stage.HangBound), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default), $"{blocked.CurrentCount} did not come");
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => publisher.PublishOrderPlacedAsync(new(i, "bob")).AsTask())).WaitAsync(Stage.HangBound);

        Budget.Check("100 publishes beside 64 blocked listeners", Stopwatch.GetElapsedTime(started), TimeSpan.FromSeconds(5));
        signal.Set();
        await Task.WhenAll(blockers).WaitAsync(Stage.HangBound);
    }
}
