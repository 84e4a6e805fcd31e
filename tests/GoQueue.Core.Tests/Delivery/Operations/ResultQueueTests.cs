using CsCheck;
using GoQueue.Delivery.Operations;
using Xunit;

namespace GoQueue.Core.Tests.Delivery.Operations;

[Covers<ResultQueue>]
public sealed class ResultQueueTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Results_reach_their_callers_in_order_and_on_a_thread_of_the_pool()
    {
        using var scene = new ResultScene();
        var told = new List<int>();
        bool onlyPool = true;
        Task[] callers = scene.Publish(100, index =>
        {
            onlyPool &= Thread.CurrentThread.IsThreadPoolThread;
            told.Add(index);
        });

        scene.ConfirmAllAndLookAway();

        await Task.WhenAll(callers).WaitAsync(SoonEnough);
        Assert.Equal(Enumerable.Range(0, 100), told);
        Assert.True(onlyPool);
    }

    [Fact]
    public async Task A_caller_that_waits_for_another_one_of_the_same_read_does_not_wait_in_vain()
    {
        using var scene = new ResultScene();
        using var second = new ManualResetEventSlim();
        bool came = false;
        Task[] callers = scene.Publish(2, index =>
        {
            if (index == 1)
            {
                second.Set();
            }
            else
            {
                came = second.Wait(SoonEnough);
            }
        });

        scene.ConfirmAll();

        await Task.WhenAll(callers).WaitAsync(SoonEnough);
        Assert.True(came);
    }

    [Fact]
    public async Task As_many_callers_as_there_are_may_block_until_all_have_been_told()
    {
        const int Callers = 8;
        using var scene = new ResultScene();
        using var all = new CountdownEvent(Callers);
        int came = 0;
        Task[] callers = scene.Publish(Callers, _ =>
        {
            all.Signal();
            Interlocked.Add(ref came, all.Wait(TimeSpan.FromSeconds(60)) ? 1 : 0);
        });

        scene.ConfirmAll();

        await Task.WhenAll(callers).WaitAsync(TimeSpan.FromSeconds(90));
        Assert.Equal(Callers, came);
    }

    [Fact]
    public async Task The_end_of_the_reading_thread_leaves_no_caller_behind_one_that_blocks()
    {
        using var scene = new ResultScene();
        using var last = new ManualResetEventSlim();
        bool came = false;
        Task[] callers = scene.Publish(3, index =>
        {
            if (index == 0)
            {
                came = last.Wait(SoonEnough);
            }
            else if (index == 2)
            {
                last.Set();
            }
        });

        scene.ConfirmAllAndEnd();

        await Task.WhenAll(callers).WaitAsync(SoonEnough);
        Assert.True(came);
    }

    [Fact]
    public async Task What_one_caller_does_to_its_thread_the_next_one_does_not_see()
    {
        using var scene = new ResultScene();
        var seen = new List<SynchronizationContext?>();
        Task[] callers = scene.Publish(3, _ =>
        {
            seen.Add(SynchronizationContext.Current);
            SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
        });

        scene.ConfirmAllAndLookAway();

        await Task.WhenAll(callers).WaitAsync(SoonEnough);
        Assert.All(seen, Assert.Null);
    }

    [Fact]
    public async Task A_confirm_on_any_other_thread_does_not_go_through_the_queue()
    {
        using var scene = new ResultScene();
        Task[] callers = scene.Publish(1, static _ => { });

        scene.ConfirmHere();

        await Task.WhenAll(callers).WaitAsync(SoonEnough);
        Assert.Equal(0, scene.Delivered);
    }

    [Fact]
    public void A_thread_that_is_no_longer_the_owner_leaves_the_queue_to_the_one_that_is()
    {
        var results = new ResultQueue(static () => { });
        results.Own();
        var former = new Thread(() => results.TryDeliverHere());
        former.Start();
        former.Join();

        Assert.True(results.TryAdd(new PublishOperationPool().Rent(), isObserved: false));
    }

    [Fact]
    public void Each_result_is_handed_over_once_however_reads_cut_them() =>
        Gen.Int[1, 40].Array[1, 12].Sample(
            batches =>
            {
                using var scene = new ResultScene();
                int[] told = new int[batches.Sum()];
                Task[] callers = scene.Publish(told.Length, index => Interlocked.Increment(ref told[index]));

                scene.Confirm(batches);

                return Task.WhenAll(callers).Wait(SoonEnough) && Array.TrueForAll(told, static times => times == 1);
            },
            iter: 100);
}
