using System.Collections.Concurrent;
using GoQueue.Messages.Execution;
using Xunit;

namespace GoQueue.Core.Tests.Messages.Execution;

public sealed class ReportQueueTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Reports_are_made_one_at_a_time_in_their_order_and_without_the_callers_context()
    {
        const int Reports = 1_000;
        var queue = new ReportQueue();
        var tenant = new AsyncLocal<string?> { Value = "caller" };
        var made = new List<(int Number, string? Tenant)>();
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        for (int number = 0; number < Reports; number++)
        {
            int own = number;
            queue.Add(new Report(() =>
            {
                made.Add((own, tenant.Value));
                tenant.Value = "report";
                if (own == Reports - 1)
                {
                    last.SetResult();
                }
            }));
        }

        await last.Task.WaitAsync(SoonEnough);
        Assert.Equal(Enumerable.Range(0, Reports).Select(static number => (number, (string?)null)), made);
    }

    [Fact]
    public async Task A_report_that_throws_does_not_stop_the_next_one()
    {
        var queue = new ReportQueue();
        var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        queue.Add(new Report(static () => throw new InvalidOperationException("foreign code failed")));
        queue.Add(new Report(next.SetResult));

        await next.Task.WaitAsync(SoonEnough);
    }

    [Fact]
    public async Task Reports_behind_one_that_blocks_are_bounded_and_those_dropped_are_counted()
    {
        const int Reports = 20_000;
        var dropped = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var queue = new ReportQueue { Dropped = dropped.SetResult };
        using var signal = new ManualResetEventSlim();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var made = new ConcurrentQueue<int>();
        queue.Add(new Report(() =>
        {
            entered.SetResult();
            signal.Wait(SoonEnough);
        }));
        await entered.Task.WaitAsync(SoonEnough);

        for (int number = 0; number < Reports; number++)
        {
            int own = number;
            queue.Add(new Report(() => made.Enqueue(own)));
        }

        signal.Set();
        Assert.Equal(Reports, await dropped.Task.WaitAsync(SoonEnough) + made.Count);
        Assert.Equal(Enumerable.Range(0, made.Count), made);
    }

    private sealed class Report(Action make) : IThreadPoolWorkItem
    {
        public void Execute() => make();
    }
}
