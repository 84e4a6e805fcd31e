using GoQueue.Core.Tests.Harness;
using GoQueue.Delivery.Operations;
using Xunit;

namespace GoQueue.Core.Tests.Delivery.Operations;

/// <summary>A cancellation and a confirm at the same moment: the second one must find nothing to end.</summary>
[Covers<PublishOperation>]
public sealed class LateCancellationTests
{
    [Fact]
    public async Task A_cancellation_beside_a_confirm_ends_its_own_publish_and_none_of_the_next_ones()
    {
        const int Rounds = 2_000;
        var transport = new ManualTransport();
        var operations = new PublishOperationPool();
        var engine = new OperationEngine(transport, TimeProvider.System, TimeSpan.FromSeconds(60));
        var cancelled = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using var cancellation = new CancellationTokenSource();
            var call = operations.Rent().Start(engine, null, cancellation.Token).AsTask();
            var confirm = Task.Run(() => transport.Take().Confirm());
            var cancel = Task.Run(cancellation.Cancel);
            await Task.WhenAll(confirm, ((Task)call).ContinueWith(static _ => { }, TaskScheduler.Default));

            // Rented while the callback may still be running: it is this one that a late callback would end.
            var next = operations.Rent().Start(engine, null, CancellationToken.None).AsTask();
            await cancel;
            cancelled += call.IsCanceled ? 1 : 0;
            Assert.False(next.IsCompleted);
            transport.Take().Confirm();
            await next;
        }

        await operations.WhenIdleAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, operations.UnderWay);
        Assert.InRange(cancelled, 0, Rounds);
    }

    [Fact]
    public async Task A_callback_that_has_begun_keeps_its_operation_out_of_the_pool()
    {
        var transport = new ManualTransport();
        var operations = new PublishOperationPool();
        var engine = new OperationEngine(transport, TimeProvider.System, TimeSpan.FromSeconds(60));
        using var cancellation = new CancellationTokenSource();
        var operation = operations.Rent();
        var call = operation.Start(engine, null, cancellation.Token).AsTask();

        await cancellation.CancelAsync();
        transport.Take().Confirm();
        await Assert.ThrowsAsync<PublishCanceledException>(() => call);
        operation.Cancel(cancellation.Token);

        Assert.NotSame(operation, operations.Rent());
        Assert.Equal(0, operations.UnderWay);
    }

    [Fact]
    public async Task A_confirm_ends_the_registration_so_that_a_later_cancellation_does_not_reach_the_operation()
    {
        var transport = new ManualTransport();
        var operations = new PublishOperationPool();
        var engine = new OperationEngine(transport, TimeProvider.System, TimeSpan.FromSeconds(60));
        using var cancellation = new CancellationTokenSource();
        var operation = operations.Rent();
        var call = operation.Start(engine, null, cancellation.Token);
        transport.Take().Confirm();
        await call;

        // The same operation, now with another message.
        var next = operations.Rent();
        Assert.Same(operation, next);
        var second = next.Start(engine, null, CancellationToken.None).AsTask();
        await cancellation.CancelAsync();
        Assert.False(second.IsCompleted);
        transport.Take().Confirm();
        await second;
    }
}
