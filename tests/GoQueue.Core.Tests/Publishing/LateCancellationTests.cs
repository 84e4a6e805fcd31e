using GoQueue.Core.Tests.Pipeline;
using GoQueue.Operations;
using Xunit;

namespace GoQueue.Core.Tests.Publishing;

/// <summary>A cancellation and a confirm at the same moment: whoever comes second must find nothing to end.</summary>
public sealed class LateCancellationTests
{
    [Fact]
    public async Task A_cancellation_that_arrives_after_its_caller_has_read_the_confirm_is_not_counted()
    {
        var transport = new ManualTransport();
        var operations = new PublishOperationPool();
        var engine = new OperationEngine(transport, TimeProvider.System, TimeSpan.FromSeconds(60));
        using var cancellation = new CancellationTokenSource();

        PublishOperation operation = operations.Rent();
        ValueTask<PublishReceipt> call = operation.Start(engine, null, cancellation.Token);
        transport.Take().Confirm();
        // The token's callback has been called: the operation cannot know whether it is through.
        await cancellation.CancelAsync();
        await call;
        operation.Cancel(cancellation.Token);

        // One begun, one ended: with another one under way it is not idle, and then it is.
        PublishOperation other = operations.Rent();
        Assert.NotSame(operation, other);
        ValueTask<PublishReceipt> second = other.Start(engine, null, CancellationToken.None);
        Task idle = operations.WhenIdleAsync();
        Assert.False(idle.IsCompleted);
        transport.Take().Confirm();
        await second;
        await idle.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
