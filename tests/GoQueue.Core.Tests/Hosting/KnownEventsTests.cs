using GoQueue.Core.Tests.Publishing.Batching;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GoQueue.Core.Tests.Hosting;

public sealed class KnownEventsTests
{
    private const string Message = "Alerted declares no topic and the publisher has no default exchange: give the event a Topic, or set GoQueueOptions.DefaultExchange.";

    [Fact]
    public void An_event_without_a_topic_needs_a_default_exchange_when_the_publisher_is_built()
    {
        Assert.Equal(Message, Assert.Throws<GoQueueConfigurationException>(
            () => GoQueuePublisher.Create(static goqueue => goqueue.UseInMemory().UseEvents(EventDescriptor.For<Counted>(), EventDescriptor.For<Alerted>()))).Message);
        Assert.Equal(Message, Assert.Throws<GoQueueConfigurationException>(
            () => GoQueuePublisher.Create(static goqueue => goqueue.UseInMemory().ForEvent<Alerted>(static _ => { }))).Message);
    }

    [Fact]
    public async Task With_a_default_exchange_all_is_well()
    {
        var services = new ServiceCollection();
        services.AddGoQueue(static options => options.DefaultExchange = "alerts").UseEvents([EventDescriptor.For<Alerted>()]).UseInMemory();
        await using var provider = services.BuildServiceProvider();
        Assert.NotNull(provider.GetRequiredService<IGoQueuePublisher>());
    }
}
