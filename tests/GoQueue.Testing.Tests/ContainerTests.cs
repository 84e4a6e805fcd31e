using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace GoQueue.Testing.Tests;

public sealed class ContainerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_harness_replaces_the_transport_before_or_after_the_application_chose_one(bool before)
    {
        var builder = Host.CreateApplicationBuilder();
        if (before)
        {
            builder.Services.AddGoQueueTestHarness();
        }

        // As in an application whose connection string is not there in tests.
        builder.Services.AddGoQueue().UseRabbitMQ(uri: null).Use<TenantMiddleware>();
        if (!before)
        {
            builder.Services.AddGoQueueTestHarness();
        }

        using var host = builder.Build();
        await host.StartAsync();
        var harness = host.Services.GetRequiredService<GoQueueTestHarness>();
        await host.Services.GetRequiredService<IGoQueuePublisher>().PublishUserCreatedAsync(new(Guid.Empty, "Ann"));
        await host.StopAsync();

        Assert.Equal("blue", harness.Single<UserCreated>().Headers["tenant"]);
        Assert.Same(host.Services.GetRequiredService<IGoQueuePublisher>(), harness.Publisher);
    }

    [Fact]
    public async Task Named_publishers_and_their_router_meet_in_one_harness_without_connection_strings()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddKeyedGoQueue("main", "main");
        builder.Services.AddKeyedGoQueue("people", "people").Use<TenantMiddleware>();
        builder.Services.AddGoQueueRouter(static router => router.AddRoute(topic: "users", to: "people").UseFallback("main"));
        builder.Services.AddGoQueueTestHarness();
        using var host = builder.Build();
        await host.StartAsync();
        var routed = host.Services.GetRequiredService<IGoQueuePublisher>();
        await routed.PublishUserCreatedAsync(new(Guid.Empty, "Ann"));
        await routed.PublishAsync(GoQueueMessage.Create().Topic("orders").Action("order.placed").Data("1"u8).Build());
        await host.StopAsync();

        var harness = host.Services.GetRequiredService<GoQueueTestHarness>();
        Assert.Equal("blue", harness.Single<UserCreated>().Headers["tenant"]);
        Assert.Equal(["users", "orders"], harness.Published().Select(static message => message.Exchange));
        Assert.False(harness.Published()[1].Headers.ContainsKey("tenant"));
    }

    [Fact]
    public async Task Faults_can_be_asked_for_while_setting_up()
    {
        var services = new ServiceCollection();
        services.AddGoQueue();
        services.AddGoQueueTestHarness(harness => harness.FailNext(PublishFault.Nack)).AddGoQueueTestHarness(harness => harness.FailNext(PublishFault.Unroutable));
        await using var provider = services.BuildServiceProvider();
        var publisher = provider.GetRequiredService<IGoQueuePublisher>();

        await Assert.ThrowsAsync<MessageRejectedException>(async () => await publisher.PublishUserCreatedAsync(new(Guid.Empty, "Ann")));
        await Assert.ThrowsAsync<UnroutableMessageException>(async () => await publisher.PublishUserCreatedAsync(new(Guid.Empty, "Ann")));
    }

    [Fact]
    public async Task A_service_that_publishes_in_the_background_is_waited_for()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddGoQueue().UseRabbitMQ("amqp://no-such-host.invalid");
        builder.Services.AddHostedService<Greeter>();
        builder.Services.AddGoQueueTestHarness();
        using var host = builder.Build();
        await host.StartAsync();

        var greeted = await host.Services.GetRequiredService<GoQueueTestHarness>().WaitForAsync<UserCreated>(count: 2);
        await host.StopAsync();

        Assert.Equal(["Ann", "Bob"], greeted.Select(message => message.Event.Name));
    }

    [Fact]
    public void A_harness_without_a_publisher_says_what_is_missing()
    {
        var services = new ServiceCollection();
        services.AddGoQueueTestHarness();
        using var provider = services.BuildServiceProvider();

        var failure = Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<GoQueueTestHarness>().Publisher);

        Assert.Contains("services.AddGoQueue() must be there", failure.Message, StringComparison.Ordinal);
    }

    private sealed class TenantMiddleware : IPublishMiddleware
    {
        public ValueTask InvokeAsync(PublishContext context, PublishDelegate next)
        {
            context.Headers["tenant"] = "blue";
            return next(context);
        }
    }

    private sealed class Greeter(IGoQueuePublisher publisher) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await publisher.PublishUserCreatedAsync(new(Guid.Empty, "Ann"), cancellationToken: stoppingToken);
            await Task.Yield();
            await publisher.PublishUserCreatedAsync(new(Guid.Empty, "Bob"), cancellationToken: stoppingToken);
        }
    }
}
