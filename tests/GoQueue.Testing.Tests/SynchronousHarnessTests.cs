using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GoQueue.Testing.Tests;

/// <summary>
/// Test classes with a synchronous clean-up, and containers that are disposed so, close what the harness made.
/// </summary>
public sealed class SynchronousHarnessTests
{
    [Fact]
    public async Task A_harness_is_disposed_synchronously_and_twice()
    {
        var harness = GoQueueTestHarness.Create();
        var publisher = harness.Publisher;
        harness.Dispose();
        harness.Dispose();

        await Assert.ThrowsAsync<PublisherStoppedException>(async () => await publisher.PublishAsync(GoQueueMessage.Create().Topic("t").Action("a").Data("1"u8).Build()));
    }

    [Fact]
    public void A_container_with_a_harness_is_disposed_synchronously()
    {
        var services = new ServiceCollection();
        services.AddGoQueue();
        services.AddGoQueueTestHarness();
        var provider = services.BuildServiceProvider();
        var publisher = provider.GetRequiredService<GoQueuePublisher>();

        provider.Dispose();

        Assert.Equal(PublisherState.Closed, publisher.State);
    }

    [Fact]
    public async Task Waiting_has_a_bound_that_may_be_infinite_and_must_not_be_negative()
    {
        await using var harness = GoQueueTestHarness.Create();
        await harness.Publisher.PublishUserCreatedAsync(new(Guid.NewGuid(), "Ann"));

        Assert.Single(await harness.WaitForAsync<UserCreated>(timeout: Timeout.InfiniteTimeSpan));
        Assert.Single(await harness.WaitForAsync<UserCreated>(timeout: TimeSpan.MaxValue));
        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => harness.WaitForAsync<UserCreated>(timeout: TimeSpan.FromSeconds(-5)));
        Assert.Equal("timeout", error.ParamName);
    }
}
