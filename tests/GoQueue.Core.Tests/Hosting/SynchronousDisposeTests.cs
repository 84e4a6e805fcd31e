using GoQueue.Core.Tests.Harness;
using GoQueue.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GoQueue.Core.Tests.Hosting;

/// <summary>Code that cannot await closes publishers, too.</summary>
public sealed class SynchronousDisposeTests
{
    [Fact]
    public void A_container_that_is_disposed_synchronously_closes_its_publishers()
    {
        var services = new ServiceCollection();
        services.AddGoQueue().UseInMemory();
        services.AddKeyedGoQueue("billing").UseInMemory();
        var provider = services.BuildServiceProvider();
        var (one, other) = (provider.GetRequiredService<GoQueuePublisher>(), provider.GetRequiredKeyedService<GoQueuePublisher>("billing"));
        _ = provider.GetRequiredService<IGoQueuePublisher>();
        _ = provider.GetRequiredService<IGoQueueBackgroundPublisher>();

        provider.Dispose();

        Assert.Equal((PublisherState.Closed, PublisherState.Closed), (one.State, other.State));
    }

    [Fact]
    public void A_publisher_is_disposed_under_a_synchronization_context_that_is_blocked()
    {
        var publisher = new Shop().Publisher();
        var outer = SynchronizationContext.Current;
        try
        {
            SynchronizationContext.SetSynchronizationContext(new DeafContext());
            publisher.Dispose();
            publisher.Dispose();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }

        Assert.Equal(PublisherState.Closed, publisher.State);
    }

    [Fact]
    public async Task A_key_provider_is_disposed_either_way_and_twice()
    {
        var keys = await RefreshingKeyProvider.StartAsync(
            static _ => ValueTask.FromResult(new KeyRing(new EncryptionKey("k", new byte[32]))), TimeSpan.FromHours(1), cancellationToken: TestContext.Current.CancellationToken);

        ((IDisposable)keys).Dispose();
        await keys.DisposeAsync();
    }

    /// <summary>Never runs anything: a continuation posted to it is lost.</summary>
    private sealed class DeafContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
