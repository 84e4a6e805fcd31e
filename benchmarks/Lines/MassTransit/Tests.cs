using MassTransit;
using MassTransit.Testing;

namespace Lines;

public static class Tests
{
    public static async Task A_placed_order_is_published()
    {
        await using var services = new ServiceCollection().AddMassTransitTestHarness().BuildServiceProvider(true);
        var harness = await services.StartTestHarness();
        await Web.PlaceAsync(new(Guid.NewGuid(), "ann@example.com", 42), harness.Bus, default);
        if (!await harness.Published.Any<OrderPlaced>(published => published.Context.Message.Total == 42))
        {
            throw new InvalidOperationException("not published");
        }
    }

    public static async Task A_broker_that_is_away_gives_503()
    {
        await using var services = new ServiceCollection().AddMassTransitTestHarness().BuildServiceProvider(true);
        var harness = await services.StartTestHarness();
        harness.Bus.ConnectPublishObserver(new Failing());
        var result = await Web.PlaceAsync(new(Guid.NewGuid(), "ann@example.com", 42), harness.Bus, default);
        if (result is not IStatusCodeHttpResult { StatusCode: 503 })
        {
            throw new InvalidOperationException("not 503");
        }
    }

    private sealed class Failing : IPublishObserver
    {
        public Task PrePublish<T>(PublishContext<T> context)
            where T : class => throw new MassTransitException("away");

        public Task PostPublish<T>(PublishContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}
