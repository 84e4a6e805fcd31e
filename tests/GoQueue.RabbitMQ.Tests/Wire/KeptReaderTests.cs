using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Wire;

/// <summary>
/// Where few messages are in flight, a caller is told on the thread that reads the connection, and his next lines run on it. He may keep it as long as he likes.
/// </summary>
public sealed class KeptReaderTests
{
    private const string Reader = "GoQueue reader";
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_caller_who_keeps_the_reading_thread_keeps_nobody_else()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        await OnReaderAsync(publisher, () => Wait(PublishAllAsync(publisher, 100)));
    }

    // Twice in a row no thread is left to stand in; once he has come back, there is one again.
    [Fact]
    public async Task Callers_who_keep_one_thread_after_the_other_keep_nobody_else()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        for (int time = 0; time < 20; time++)
        {
            await OnReaderAsync(publisher, () => Wait(OnReaderAsync(publisher, () => Wait(PublishAllAsync(publisher, 10)), patience: 20)));
        }
    }

    [Fact]
    public async Task A_connection_that_ends_meanwhile_is_replaced()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        await OnReaderAsync(
            publisher,
            () =>
            {
                broker.OpenConnections[0].End();
                Wait(PublishAllAsync(publisher, 100));
            });
        await PublishAllAsync(publisher, 10);
    }

    [Fact]
    public async Task A_publisher_is_disposed_by_a_caller_on_its_reading_thread()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString());

        await OnReaderAsync(publisher, () => Wait(publisher.DisposeAsync().AsTask()));

        await Eventually.HoldsAsync(() => broker.OpenConnections.Count == 0, "the connection was closed");
    }

    /// <summary>Publishes one after the other until a line of ours runs on the reading thread, and runs <paramref name="body"/> there.</summary>
    private static Task OnReaderAsync(GoQueuePublisher publisher, Action body, int patience = int.MaxValue) => Task.Run(async () =>
    {
        using var bound = new CancellationTokenSource(SoonEnough);
        for (int number = 0; number < patience; number++)
        {
            await publisher.PublishOrderPlacedAsync(new(number, "a"), cancellationToken: bound.Token).ConfigureAwait(false);
            if (Thread.CurrentThread.Name == Reader)
            {
                break;
            }
        }

        body();
    });

    private static Task<PublishReceipt[]> PublishAllAsync(GoQueuePublisher publisher, int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(number => Task.Run(async () => await publisher.PublishOrderPlacedAsync(new(number, "b")).ConfigureAwait(false))));

    // Keeps the thread, which is the point.
    private static void Wait(Task task) => Assert.True(task.Wait(SoonEnough), "it must end while this thread is kept");
}
