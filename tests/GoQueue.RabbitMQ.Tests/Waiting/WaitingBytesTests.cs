using System.Threading.RateLimiting;
using GoQueue.Brokers.Scripted;
using GoQueue.Pipeline;
using GoQueue.Transports.RabbitMQ;

namespace GoQueue.RabbitMQ.Tests.Waiting;

/// <summary>
/// What a stage keeps counts against the bound of what waits: a retry, a permit, another message with the same id, a
/// resilience pipeline.
/// </summary>
public sealed class WaitingBytesTests
{
    private const int Body = 256 * 1024;
    private const int InFlight = 1024 * 1024;
    private const int Messages = 100;
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Messages_that_wait_for_a_retry_are_bounded()
    {
        // The queue is full: every message is rejected, and waits for its retry.
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish => publish.Nack());
        await using GoQueuePublisher publisher = Create(broker, static goqueue => goqueue.UseRetry(static retry =>
        {
            retry.InitialDelay = retry.MaxDelay = TimeSpan.FromHours(1);
            retry.MaxAttempts = 1_000;
        }));
        var transport = (RabbitMQTransport)publisher.Transport;

        var publishes = new List<Task>();
        for (var i = 0; i < Messages; i++)
        {
            Task publish = publisher.PublishAsync(Message(i), Patient).AsTask();
            publishes.Add(publish);
            await Eventually.HoldsAsync(() => publish.IsCompleted || (broker.Publishes.Count > i && transport.BytesInFlight == 0), "the message to be rejected", SoonEnough);
        }

        await AssertBoundedAsync(publishes, transport);
    }

    [Fact]
    public async Task Messages_that_wait_for_a_permit_are_bounded_and_all_that_were_let_in_are_sent()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(static publish => publish.Ack());
        using var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = 10_000 });
        await using GoQueuePublisher publisher = Create(broker, goqueue => goqueue.UseRateLimiter(limiter));
        var transport = (RabbitMQTransport)publisher.Transport;
        var lease = limiter.AttemptAcquire();

        var publishes = Enumerable.Range(0, Messages).Select(i => (Task)publisher.PublishAsync(Message(i), Patient).AsTask()).ToList();
        var waiting = await AssertBoundedAsync(publishes, transport);
        lease.Dispose();

        await Task.WhenAll(waiting).WaitAsync(SoonEnough);
        Assert.Equal(0, transport.BytesWaiting.Value);
    }

    [Fact]
    public async Task Duplicates_that_wait_for_the_first_are_bounded_and_all_that_were_let_in_get_its_outcome()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        ReceivedPublish? first = null;
        broker.OnPublish(publish => first = publish);
        await using GoQueuePublisher publisher = Create(broker, static goqueue => goqueue.UseDeduplication());
        var transport = (RabbitMQTransport)publisher.Transport;
        Task sent = publisher.PublishAsync(Message(0), Patient with { MessageId = "one" }).AsTask();
        await Eventually.HoldsAsync(() => first is not null, "the first message at the broker", SoonEnough);

        var publishes = Enumerable.Range(0, Messages).Select(_ => (Task)publisher.PublishAsync(Message(0), Patient with { MessageId = "one" }).AsTask()).ToList();
        var waiting = await AssertBoundedAsync(publishes, transport);
        first!.Ack();

        await Task.WhenAll([sent, .. waiting]).WaitAsync(SoonEnough);
        Assert.Equal(0, transport.BytesWaiting.Value);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Messages_that_wait_in_a_resilience_pipeline_are_bounded_and_all_that_were_let_in_are_sent(bool waitsBetweenAttempts)
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        var rejects = waitsBetweenAttempts;
        broker.OnPublish(publish =>
        {
            if (Volatile.Read(ref rejects))
            {
                publish.Nack();
            }
            else
            {
                publish.Ack();
            }
        });
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using GoQueuePublisher publisher = Create(broker, goqueue => goqueue.UseResilience(new GatedResilience(gate.Task, waitsBetweenAttempts)));
        var transport = (RabbitMQTransport)publisher.Transport;

        var publishes = new List<Task>();
        for (var i = 0; i < Messages; i++)
        {
            Task publish = publisher.PublishAsync(Message(i), Patient).AsTask();
            publishes.Add(publish);
            await Eventually.HoldsAsync(
                () => publish.IsCompleted || !waitsBetweenAttempts || (broker.Publishes.Count > i && transport.BytesInFlight == 0), "the message to be rejected", SoonEnough);
        }

        var waiting = await AssertBoundedAsync(publishes, transport);
        Volatile.Write(ref rejects, false);
        gate.SetResult();

        await Task.WhenAll(waiting).WaitAsync(SoonEnough);

        // The pipeline's own end follows the receipt.
        await Eventually.HoldsAsync(() => transport.BytesWaiting.Value == 0, "the bytes that waited to be given back", SoonEnough);
    }

    private static PublishOptions Patient => new() { Timeout = TimeSpan.FromHours(2) };

    private static GoQueuePublisher Create(ScriptedBroker broker, Action<GoQueuePublisherBuilder> configure) => GoQueuePublisher.Create(goqueue =>
    {
        goqueue.UseRabbitMQ(broker.Uri.ToString(), static options => options.MaxInFlightBytes = InFlight).UseFormat(GoQueue.Formats.MessageFormat.Raw)
            .Configure(static options => options.DrainTimeout = TimeSpan.FromMilliseconds(100));
        configure(goqueue);
    });

    private static GoQueueMessage Message(int number) =>
        GoQueueMessage.Create().Topic("orders").Action($"order.{number}").ContentType("application/octet-stream").Data(new byte[Body]).Build();

    /// <summary>Waits for a gate before the first attempt, or after it has failed.</summary>
    private sealed class GatedResilience(Task gate, bool waitsBetweenAttempts) : IPublishResilience
    {
        public async ValueTask<PublishReceipt> ExecuteAsync<TState>(
            Func<TState, CancellationToken, ValueTask<PublishReceipt>> attempt, TState state, CancellationToken cancellationToken)
        {
            if (waitsBetweenAttempts)
            {
                try
                {
                    return await attempt(state, cancellationToken);
                }
                catch (MessageRejectedException)
                {
                    // Tried again below.
                }
            }

            await gate.WaitAsync(cancellationToken);
            return await attempt(state, cancellationToken);
        }
    }

    /// <summary>
    /// Four times MaxInFlightBytes wait, and what was in flight when they were full; all others are refused at once.
    /// </summary>
    private static async Task<List<Task>> AssertBoundedAsync(List<Task> publishes, RabbitMQTransport transport)
    {
        var waiting = publishes.Where(static publish => !publish.IsCompleted).ToList();
        Assert.InRange(waiting.Count * (long)Body, InFlight, 5L * InFlight);
        Assert.InRange(transport.BytesWaiting.Value, InFlight, 5L * InFlight);
        foreach (Task refused in publishes.Except(waiting))
        {
            var failure = await Assert.ThrowsAsync<PublishQueueFullException>(() => refused);
            Assert.Equal(PublishOutcome.NotSent, failure.Outcome);
            Assert.Contains(" bytes of messages wait their turn, a permit or a retry, and four times MaxInFlightBytes is the most", failure.Message, StringComparison.Ordinal);
            Assert.Contains("publish slower, or raise MaxInFlightBytes.", failure.Message, StringComparison.Ordinal);
        }

        return waiting;
    }
}
