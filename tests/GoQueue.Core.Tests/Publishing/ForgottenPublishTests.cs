#pragma warning disable CA2012, xUnit1031 // A ValueTask used twice, never, or by blocking: that is what these tests are about.
using System.Runtime.CompilerServices;
using GoQueue.Core.Tests.Harness;
using GoQueue.Core.Tests.Publishing.Batching;
using Xunit;

namespace GoQueue.Core.Tests.Publishing;

/// <summary>A publish whose result is never read leaves nothing behind when it has ended.</summary>
public sealed class ForgottenPublishTests
{
    public static TheoryData<bool, bool> Scenes => new() { { false, false }, { false, true }, { true, false }, { true, true } };

    [Theory]
    [MemberData(nameof(Scenes))]
    public async Task A_forgotten_publish_with_a_token_does_not_stay_in_memory_as_long_as_the_token(bool withMiddleware, bool fails)
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher(goqueue =>
        {
            if (withMiddleware)
            {
                goqueue.Use(static async (context, next) => await next(context));
            }
        });
        using var cancellation = new CancellationTokenSource();

        var forgotten = Forget(publisher, transport, withMiddleware, fails, cancellation.Token);
        await publisher.Operations.WhenIdleAsync().WaitAsync(TimeSpan.FromSeconds(60));

        await Eventually.TrueAsync(
            () =>
            {
                GC.Collect();
                return forgotten.All(static one => !one.IsAlive);
            },
            "the forgotten publishes to be collected");
        Assert.False(cancellation.IsCancellationRequested);
    }

    [Fact]
    public async Task A_cancelled_publish_that_nobody_reads_ends_and_leaves_its_operation_to_the_collector()
    {
        var transport = new ManualTransport();
        await using var publisher = transport.Publisher();
        using var cancellation = new CancellationTokenSource();
        _ = publisher.PublishAsync(Shop.Order, cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();
        await publisher.Operations.WhenIdleAsync().WaitAsync(TimeSpan.FromSeconds(60));
        transport.Confirm();

        Assert.Empty(publisher.Operations.Idle.Operations);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> Forget(GoQueuePublisher publisher, ManualTransport transport, bool withMiddleware, bool fails, CancellationToken token)
    {
        var forgotten = new List<WeakReference>();
        for (var i = 0; i < 20; i++)
        {
            var order = new OrderPlaced(i, "Ann", null);
            _ = publisher.PublishAsync(order, cancellationToken: token);
            forgotten.Add(new WeakReference(order));
            if (!withMiddleware)
            {
                // With a middleware the chain reads the operation's result, and the operation is in its pool.
                forgotten.Add(new WeakReference(transport.Peek()));
            }

            if (fails)
            {
                transport.Reject();
            }
            else
            {
                transport.Confirm();
            }
        }

        return forgotten;
    }
}
