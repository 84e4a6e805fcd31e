using GoQueue.Transports.RabbitMQ;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>Demands that a publisher whose calls have ended holds nothing of them.</summary>
internal static class Pools
{
    /// <summary>Waits until no operation is under way, no channel holds a message, none waits for a place, and no byte counts as in flight.</summary>
    public static async Task AreBalancedAsync(GoQueuePublisher publisher)
    {
        await publisher.FlushAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        var transport = (RabbitMQTransport)publisher.Transport;
        (long Messages, long Bytes) Held() => (transport.GetStatus().InFlight, transport.BytesInFlight);
        try
        {
            // Callers have their results; the broker's answers to what was given up may still be due.
            await Eventually.HoldsAsync(() => Held() == (0, 0), "an empty pool");
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message} It holds {Held().Messages} messages, {Held().Bytes} bytes.", exception);
        }
    }
}
