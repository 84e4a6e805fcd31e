using GoQueue.Core.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GoQueue.Core.Tests.Publishing.Middleware;

public sealed class MiddlewareScopeTests
{
    private readonly List<string> _seen = [];
    private readonly Shop _shop = new();

    [Fact]
    public async Task A_function_for_one_event_does_not_see_others()
    {
        await using var publisher = _shop.Publisher(goqueue => goqueue.Use(Note("f"), m => m.For<OrderPlaced>()));

        await publisher.PublishAsync(Shop.Order);
        await publisher.PublishAsync(new OrderCancelled(1));
        await publisher.PublishAsync(Untyped());

        Assert.Equal(["f OrderPlaced"], _seen);
    }

    [Fact]
    public async Task An_instance_for_several_kinds_sees_each_of_them()
    {
        await using var publisher = _shop.Publisher(goqueue => goqueue.Use(new Noting(_seen), m => m.For<OrderCancelled>().ForUntyped()));

        await publisher.PublishAsync(Shop.Order);
        await publisher.PublishAsync(new OrderCancelled(1));
        await publisher.PublishAsync(Untyped());

        Assert.Equal(["noting OrderCancelled", "noting untyped"], _seen);
    }

    [Fact]
    public async Task A_middleware_of_the_container_can_be_for_one_event()
    {
        var services = new ServiceCollection();
        services.AddSingleton(_seen);
        services.AddGoQueue().UseInMemory(_shop.Broker).Use<Noting>(m => m.For<OrderPlaced>());
        await using var provider = services.BuildServiceProvider();
        var publisher = provider.GetRequiredService<IGoQueuePublisher>();

        await publisher.PublishAsync(Shop.Order);
        await publisher.PublishAsync(new OrderCancelled(1));

        Assert.Equal(["noting OrderPlaced"], _seen);
    }

    [Fact]
    public async Task Those_that_see_an_event_run_in_the_order_of_registration()
    {
        await using var publisher = _shop.Publisher(goqueue => goqueue
            .Use(Note("1"))
            .Use(Note("2"), m => m.For<OrderCancelled>())
            .Use(Note("3"), m => m.For<OrderPlaced>())
            .Use(Note("4")));

        await publisher.PublishAsync(Shop.Order);

        Assert.Equal(["1 OrderPlaced", "3 OrderPlaced", "4 OrderPlaced"], _seen);
    }

    [Fact]
    public async Task Each_next_sends_another_copy_made_anew()
    {
        await using var publisher = _shop.Publisher(goqueue => goqueue.Use(async (context, next) =>
        {
            context.Headers["copy"] = 1;
            await next(context);
            var first = context.Receipt;
            context.Headers["copy"] = 2;
            context.MessageId = "second";
            await next(context);
            Assert.NotEqual(first, context.Receipt);
        }));

        var receipt = await publisher.PublishAsync(Shop.Order, Shop.Fixed);

        Assert.Equal("second", receipt.MessageId);
        Assert.Equal([("msg-123", 1), ("second", 2)], _shop.Queue.Messages.Select(message => (message.MessageId, (int)message.Headers["copy"]!)));
        Assert.All(_shop.Queue.Messages, message => Assert.Equal(Shop.Order, new GoQueue.Formats.MessageReader().Read<OrderPlaced>(message).Message));
    }

    private static GoQueueMessage Untyped() => GoQueueMessage.Create().Topic("shop.orders").Action("any").Data("{\"a\":1}"u8).Build();

    private Func<PublishContext, PublishDelegate, ValueTask> Note(string name) => (context, next) =>
    {
        _seen.Add($"{name} {context.Event?.Name ?? "untyped"}");
        return next(context);
    };

    private sealed class Noting(List<string> seen) : IPublishMiddleware
    {
        public ValueTask InvokeAsync(PublishContext context, PublishDelegate next)
        {
            seen.Add($"noting {context.Event?.Name ?? "untyped"}");
            return next(context);
        }
    }
}
