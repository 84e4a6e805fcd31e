using GoQueue.Testing;

namespace Lines;

public static class Tests
{
    public static async Task A_placed_order_is_published()
    {
        await using var harness = GoQueueTestHarness.Create();
        await Web.PlaceAsync(new(Guid.NewGuid(), "ann@example.com", 42), harness.Publisher, default);
        harness.Single<OrderPlaced>(order => order.Total == 42);
    }

    public static async Task A_broker_that_is_away_gives_503()
    {
        await using var harness = GoQueueTestHarness.Create();
        harness.FailNext(PublishFault.Nack);
        var result = await Web.PlaceAsync(new(Guid.NewGuid(), "ann@example.com", 42), harness.Publisher, default);
        if (result is not IStatusCodeHttpResult { StatusCode: 503 })
        {
            throw new InvalidOperationException("not 503");
        }
    }
}
