using GoQueue.Core.Tests.Publishing.Batching;
using GoQueue.Hosting;
using GoQueue.InMemory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace GoQueue.Core.Tests.Hosting;

[Covers<PublisherSetup>]
public sealed class RegistrationTests
{
    private readonly InMemoryBroker _broker = new();
    private readonly InMemoryQueue _queue;
    private readonly ServiceCollection _services = [];

    public RegistrationTests()
    {
        _broker.DeclareExchange("counts");
        _queue = _broker.DeclareQueue("all");
        _broker.Bind("all", "counts", "#");
    }

    [Fact]
    public async Task The_publisher_is_one_singleton_under_two_types()
    {
        _services.AddGoQueue(options => options.PublisherId = "shop").UseInMemory(_broker);
        await using var provider = _services.BuildServiceProvider();
        var publisher = provider.GetRequiredService<IGoQueuePublisher>();

        Assert.Same(provider.GetRequiredService<GoQueuePublisher>(), publisher);
        await publisher.PublishAsync(new Counted(1));
        Assert.Equal("shop", Assert.Single(_queue.Messages).AppId);
    }

    [Fact]
    public async Task Named_publishers_stand_beside_the_default_one()
    {
        _services.AddGoQueue(options => options.PublisherId = "shop").UseInMemory(_broker);
        var billing = _services.AddKeyedGoQueue("billing", options => options.PublisherId = "billing").UseInMemory(_broker);
        await using var provider = _services.BuildServiceProvider();
        await provider.GetRequiredService<IGoQueuePublisher>().PublishAsync(new Counted(1));
        await provider.GetRequiredKeyedService<IGoQueuePublisher>("billing").PublishAsync(new Counted(2));

        Assert.Equal("billing", billing.Name);
        Assert.Equal(["shop", "billing"], _queue.Messages.Select(static message => message.AppId));
        Assert.Same(provider.GetRequiredKeyedService<GoQueuePublisher>("billing"), provider.GetRequiredKeyedService<IGoQueuePublisher>("billing"));
    }

    [Fact]
    public void Two_default_publishers_are_refused()
    {
        _services.AddGoQueue();
        var exception = Assert.Throws<GoQueueConfigurationException>(() => _services.AddGoQueue());
        Assert.Equal(
            "AddGoQueue was called twice, and an application has one default publisher: name the second one, AddKeyedGoQueue(\"billing\", …), or set up both in one call.",
            exception.Message);
    }

    [Fact]
    public void Two_publishers_of_one_name_are_refused()
    {
        _services.AddKeyedGoQueue("billing");
        var exception = Assert.Throws<GoQueueConfigurationException>(() => _services.AddKeyedGoQueue("billing"));
        Assert.Equal("AddKeyedGoQueue(\"billing\") was called twice: give the second publisher another name, or set up both in one call.", exception.Message);
    }

    [Fact]
    public async Task A_publisher_without_a_transport_cannot_be_built()
    {
        _services.AddGoQueue();
        await using var provider = _services.BuildServiceProvider();
        var exception = Assert.Throws<GoQueueConfigurationException>(() => provider.GetRequiredService<IGoQueuePublisher>());
        Assert.Contains("UseRabbitMQ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("UseInMemory", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_options_system_has_its_say_and_the_builder_the_last_word()
    {
        _services.Configure<GoQueueOptions>(options => (options.PublisherId, options.Persistent, options.DefaultExchange) = ("services", false, "services"));
        _services.AddGoQueue(options => options.PublisherId = "delegate").Configure(options => options.DefaultExchange = "builder").UseInMemory(_broker);
        _services.Configure<GoQueueOptions>("billing", options => options.PublisherId = "named");
        _services.AddKeyedGoQueue("billing").UseInMemory(_broker);
        await using var provider = _services.BuildServiceProvider();
        var publisher = provider.GetRequiredService<GoQueuePublisher>();
        await publisher.PublishAsync(new Counted(1));

        Assert.Equal("delegate", publisher.PublisherId);
        Assert.False(Assert.Single(_queue.Messages).Persistent);
        Assert.Equal("named", provider.GetRequiredKeyedService<GoQueuePublisher>("billing").PublisherId);

        // What the builder adds is this publisher's own.
        Assert.Equal("services", provider.GetRequiredService<IOptions<GoQueueOptions>>().Value.DefaultExchange);
    }

    [Fact]
    public async Task A_users_own_publisher_is_not_replaced()
    {
        await using var own = GoQueuePublisher.Create(goqueue => goqueue.UseInMemory(_broker));
        _services.AddSingleton<IGoQueuePublisher>(own);
        _services.AddGoQueue().UseInMemory();
        await using var provider = _services.BuildServiceProvider();
        Assert.Same(own, provider.GetRequiredService<IGoQueuePublisher>());
        Assert.NotSame(own, provider.GetRequiredService<GoQueuePublisher>());
    }

    [Fact]
    public async Task Middleware_comes_from_the_container()
    {
        _services.AddSingleton(new Stamp("from the container"));
        _services.AddGoQueue().UseInMemory(_broker).Use<StampMiddleware>();
        await using var provider = _services.BuildServiceProvider();
        await provider.GetRequiredService<IGoQueuePublisher>().PublishAsync(new Counted(1));
        Assert.Equal("from the container", Assert.Single(_queue.Messages).Headers["stamp"]);
    }

    [Fact]
    public async Task Disposing_the_container_closes_the_publisher()
    {
        _services.AddGoQueue().UseInMemory(_broker);
        var provider = _services.BuildServiceProvider();
        var publisher = provider.GetRequiredService<IGoQueuePublisher>();
        await provider.DisposeAsync();
        await Assert.ThrowsAsync<PublisherStoppedException>(async () => await publisher.PublishAsync(new Counted(1)));
    }

    private sealed record Stamp(string Text);

    private sealed class StampMiddleware(Stamp stamp) : IPublishMiddleware
    {
        public ValueTask InvokeAsync(PublishContext context, PublishDelegate next)
        {
            context.Headers["stamp"] = stamp.Text;
            return next(context);
        }
    }
}
