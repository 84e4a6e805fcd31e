using RabbitMQ.Client.Exceptions;

namespace Lines;

public static class Tests
{
    public static async Task A_placed_order_is_published()
    {
        var publisher = new RecordingPublisher();
        await Web.PlaceAsync(new(Guid.NewGuid(), "ann@example.com", 42), publisher, default);
        if (publisher.Published is not [OrderPlaced { Total: 42 }])
        {
            throw new InvalidOperationException("not published");
        }
    }

    public static async Task A_broker_that_is_away_gives_503()
    {
        var publisher = new RecordingPublisher { Failure = new PublishException(1, isReturn: false) };
        var result = await Web.PlaceAsync(new(Guid.NewGuid(), "ann@example.com", 42), publisher, default);
        if (result is not IStatusCodeHttpResult { StatusCode: 503 })
        {
            throw new InvalidOperationException("not 503");
        }
    }

    private sealed class RecordingPublisher : IPublisher
    {
        public List<object> Published { get; } = [];

        public Exception? Failure { get; init; }

        public Task PublishAsync(object message, CancellationToken token)
        {
            Published.Add(message);
            return Failure is null ? Task.CompletedTask : Task.FromException(Failure);
        }
    }
}
