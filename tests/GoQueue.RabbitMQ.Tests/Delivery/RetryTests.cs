using GoQueue.Pipeline;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Delivery;

/// <summary>Messages that the broker rejects, with retry on.</summary>
public sealed class RetryTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_rejected_message_is_sent_again_with_its_id_until_it_is_taken()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        int received = 0;
        broker.OnPublish(publish =>
        {
            if (Interlocked.Increment(ref received) < 3)
            {
                publish.Nack();
            }
            else
            {
                publish.Ack();
            }
        });
        await using GoQueuePublisher publisher = Create(broker);

        PublishReceipt receipt = await Publish(publisher, 0).WaitAsync(SoonEnough);

        Assert.Equal((3, false), (receipt.Attempts, receipt.MayBeDuplicated));
        Assert.Equal(["m-0", "m-0", "m-0"], broker.Publishes.Select(publish => publish.MessageId));
    }

    [Fact]
    public async Task After_the_last_attempt_the_rejection_is_the_result()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(publish => publish.Nack());
        await using GoQueuePublisher publisher = Create(broker);

        var exception = await Assert.ThrowsAsync<MessageRejectedException>(() => Publish(publisher, 0).WaitAsync(SoonEnough));

        Assert.Equal((3, PublishOutcome.Rejected), (exception.Attempts, exception.Outcome));
        Assert.Equal(3, broker.Publishes.Count);
    }

    [Fact]
    public async Task A_rejection_that_is_sent_again_is_one_line_in_the_log_with_attempt_delay_and_id()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(publish => publish.Nack());
        using var logs = new Logs();
        await using GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue => goqueue
            .UseRabbitMQ(broker.Uri.ToString()).UseLogging(logs).UseRetry(static retry => retry.InitialDelay = TimeSpan.FromMilliseconds(1)));

        await Assert.ThrowsAsync<MessageRejectedException>(() => Publish(publisher, 0).WaitAsync(SoonEnough));

        // The transport's lines are written by the thread pool.
        await Eventually.HoldsAsync(() => logs.Of(1003, 2100).Count >= 2, "both lines");
        Assert.Equal(2, logs.Of(1003, 2100).Count);
        Assert.Matches(@"^Warning 2100 The broker rejected message m-0 \(attempt 1\); it is sent again in \d+ ms\.$", logs.Of(1003, 2100)[0]);
        Assert.Matches(@"^Warning 2100 The broker rejected message m-0 \(attempt 2\); it is sent again in \d+ ms\.$", logs.Of(1003, 2100)[1]);
    }

    [Fact]
    public async Task ShouldRetry_ends_it_early()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(publish => publish.Nack());
        await using GoQueuePublisher publisher = Create(broker, retry => retry.ShouldRetry = failure => failure.MessageId != "m-0");

        await Assert.ThrowsAsync<MessageRejectedException>(() => Publish(publisher, 0).WaitAsync(SoonEnough));
        Assert.Single(broker.Publishes);
        await Assert.ThrowsAsync<MessageRejectedException>(() => Publish(publisher, 1).WaitAsync(SoonEnough));
        Assert.Equal(4, broker.Publishes.Count);
    }

    [Fact]
    public async Task An_unroutable_message_is_not_sent_again()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(publish => publish.ReturnAndAck());
        await using GoQueuePublisher publisher = Create(broker);

        await Assert.ThrowsAsync<UnroutableMessageException>(() => Publish(publisher, 0).WaitAsync(SoonEnough));
        Assert.Single(broker.Publishes);
    }

    [Fact]
    public async Task A_wait_that_would_outlast_the_publish_ends_it_at_once()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(publish => publish.Nack());
        await using GoQueuePublisher publisher = Create(
            broker,
            retry =>
            {
                retry.InitialDelay = retry.MaxDelay = TimeSpan.FromHours(10);
            });

        await Assert.ThrowsAsync<MessageRejectedException>(() => Publish(publisher, 0).WaitAsync(SoonEnough));
    }

    [Fact]
    public async Task Cancelling_during_the_wait_says_rejected_and_sends_nothing_more()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(publish => publish.Nack());
        var rejected = new TaskCompletionSource();
        await using GoQueuePublisher publisher = Create(
            broker,
            retry =>
            {
                retry.InitialDelay = retry.MaxDelay = TimeSpan.FromSeconds(50);
                retry.ShouldRetry = _ =>
                {
                    rejected.TrySetResult();
                    return true;
                };
            });
        using var cancellation = new CancellationTokenSource();
        Task<PublishReceipt> publish = Publish(publisher, 0, cancellation.Token);
        await rejected.Task.WaitAsync(SoonEnough);

        await cancellation.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => publish.WaitAsync(SoonEnough));

        // The jitter may have made the wait so short that the message was rejected again, or so long that it was given up.
        Assert.True(exception is PublishCanceledException { Outcome: PublishOutcome.Rejected or PublishOutcome.Unknown } or MessageRejectedException, exception.ToString());
    }

    [Fact]
    public async Task Later_messages_of_an_ordering_key_wait_for_the_one_that_is_sent_again()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        var random = new Random(4711);
        var stored = new List<int>();
        broker.OnPublish(publish =>
        {
            if (random.Next(4) == 0)
            {
                publish.Nack();
                return;
            }

            lock (stored)
            {
                stored.Add(int.Parse(publish.MessageId[2..]));
            }

            publish.Ack();
        });
        await using GoQueuePublisher publisher = Create(
            broker,
            retry =>
            {
                retry.MaxAttempts = 100;
                retry.InitialDelay = TimeSpan.FromMilliseconds(2);
            });

        Task[] publishes = [.. Enumerable.Range(0, 200).Select(i => publisher
            .PublishOrderPlacedAsync(new(i, "ann"), new PublishOptions { MessageId = $"m-{i}", OrderingKey = $"key-{i % 2}" }).AsTask())];
        await Task.WhenAll(publishes).WaitAsync(TimeSpan.FromSeconds(60));

        foreach (IGrouping<int, int> key in stored.GroupBy(number => number % 2))
        {
            Assert.Equal(Enumerable.Range(0, 100).Select(i => (i * 2) + key.Key), key);
        }
    }

    [Fact]
    public async Task Closing_ends_the_waits_with_the_rejection()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        broker.OnPublish(publish => publish.Nack());
        GoQueuePublisher publisher = GoQueuePublisher.Create(goqueue => goqueue
            .UseRabbitMQ(broker.Uri.ToString())
            .UseRetry(retry =>
            {
                retry.MaxAttempts = 1_000;
                retry.InitialDelay = retry.MaxDelay = TimeSpan.FromSeconds(20);
            }));
        Task<PublishReceipt>[] publishes = [.. Enumerable.Range(0, 20).Select(i => Publish(publisher, i))];
        await broker.WaitForPublishesAsync(20);

        using var bound = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await publisher.CloseAsync(bound.Token).AsTask().WaitAsync(SoonEnough);

        foreach (Task<PublishReceipt> publish in publishes)
        {
            var exception = await Assert.ThrowsAnyAsync<PublishException>(() => publish.WaitAsync(SoonEnough));
            Assert.True(exception is MessageRejectedException or PublishOutcomeUnknownException, exception.ToString());
        }
    }

    private static GoQueuePublisher Create(ScriptedBroker broker, Action<RetryOptions>? configure = null) => GoQueuePublisher.Create(goqueue => goqueue
        .UseRabbitMQ(broker.Uri.ToString(), options => options.ChannelPoolSize = 2)
        .UseRetry(retry =>
        {
            retry.InitialDelay = TimeSpan.FromMilliseconds(5);
            configure?.Invoke(retry);
        }));

    private static Task<PublishReceipt> Publish(GoQueuePublisher publisher, int number, CancellationToken token = default) =>
        publisher.PublishOrderPlacedAsync(new(number, "ann"), new PublishOptions { MessageId = $"m-{number}" }, token).AsTask();
}
