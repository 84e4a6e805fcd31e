using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.Transports.RabbitMQ.Channels;

namespace GoQueue.RabbitMQ.Tests.Channels;

/// <summary>The bounds of a publish and its cancellation at each stage: the right exception, and the right word on what is known.</summary>
[Covers<ConfirmChannel>]
public sealed class DeadlineTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_publish_timeout_in_flight_leaves_the_outcome_unknown()
    {
        await using ScriptedBroker broker = Silent();
        await using GoQueuePublisher publisher = Create(broker, options: o => o.PublishTimeout = TimeSpan.FromMilliseconds(300));

        var exception = await Assert.ThrowsAsync<PublishTimeoutException>(() => Publish(publisher, 0).WaitAsync(SoonEnough));

        Assert.Equal(("m-0", PublishOutcome.Unknown, 1), (exception.MessageId, exception.Outcome, exception.Attempts));
        Assert.Contains("PublishTimeout (300 ms)", exception.Message, StringComparison.Ordinal);
        Assert.Contains("may hold it", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_timeout_of_one_call_wins_over_the_publishers()
    {
        await using ScriptedBroker broker = Silent();
        await using GoQueuePublisher publisher = Create(broker);

        var exception = await Assert.ThrowsAsync<PublishTimeoutException>(
            () => Publish(publisher, 0, new PublishOptions { Timeout = TimeSpan.FromMilliseconds(200) }).WaitAsync(SoonEnough));

        Assert.Contains("PublishTimeout (200 ms)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_publish_timeout_in_line_says_that_nothing_was_sent()
    {
        await using ScriptedBroker broker = Silent();
        await using GoQueuePublisher publisher = Create(broker, o => o.MaxInFlightPerChannel = 1);
        Task<PublishReceipt> first = Publish(publisher, 0, new PublishOptions { Timeout = TimeSpan.FromSeconds(60) });
        await broker.WaitForPublishesAsync(1);

        var exception = await Assert.ThrowsAsync<PublishTimeoutException>(
            () => Publish(publisher, 1, new PublishOptions { Timeout = TimeSpan.FromMilliseconds(300) }).WaitAsync(SoonEnough));

        Assert.Equal(("m-1", PublishOutcome.NotSent, 0), (exception.MessageId, exception.Outcome, exception.Attempts));
        Assert.Contains("all channels are full", exception.Message, StringComparison.Ordinal);
        broker.Publishes[0].Ack();
        await first.WaitAsync(SoonEnough);
    }

    [Fact]
    public async Task An_admission_timeout_bounds_the_wait_for_the_first_attempt_only()
    {
        await using ScriptedBroker broker = Silent();
        await using GoQueuePublisher publisher = Create(
            broker,
            o =>
            {
                o.MaxInFlightPerChannel = 1;
                o.AdmissionTimeout = TimeSpan.FromMilliseconds(250);
            });
        Task<PublishReceipt> first = Publish(publisher, 0);
        await broker.WaitForPublishesAsync(1);

        var exception = await Assert.ThrowsAsync<PublishTimeoutException>(() => Publish(publisher, 1).WaitAsync(SoonEnough));

        Assert.Equal(PublishOutcome.NotSent, exception.Outcome);
        Assert.Contains("AdmissionTimeout (250 ms)", exception.Message, StringComparison.Ordinal);
        Assert.False(first.IsCompleted);
        broker.Publishes[0].Ack();
        await first.WaitAsync(SoonEnough);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_confirm_timeout_replaces_the_channel_and_resends_or_fails(bool allowDuplicates)
    {
        await using ScriptedBroker broker = Silent();
        await using GoQueuePublisher publisher = Create(
            broker,
            o =>
            {
                o.ConfirmTimeout = TimeSpan.FromMilliseconds(200);
                o.AllowDuplicates = allowDuplicates;
            });
        Task<PublishReceipt> publish = Publish(publisher, 0);
        await broker.WaitForPublishesAsync(1);
        ScriptedChannel before = broker.Publishes[0].Channel;
        broker.OnPublish(again => again.Ack());

        if (allowDuplicates)
        {
            PublishReceipt receipt = await publish.WaitAsync(SoonEnough);
            Assert.True(receipt.MayBeDuplicated);
            Assert.NotSame(before, broker.Publishes[^1].Channel);
        }
        else
        {
            var exception = await Assert.ThrowsAsync<PublishTimeoutException>(() => publish.WaitAsync(SoonEnough));
            Assert.Equal(PublishOutcome.Unknown, exception.Outcome);
            Assert.Contains("ConfirmTimeout (200 ms)", exception.Message, StringComparison.Ordinal);
            await Publish(publisher, 1).WaitAsync(SoonEnough);
        }
    }

    [Fact]
    public async Task The_confirm_timeout_stands_still_while_the_broker_is_blocked()
    {
        await using ScriptedBroker broker = Silent();
        await using GoQueuePublisher publisher = Create(broker, o => o.ConfirmTimeout = TimeSpan.FromMilliseconds(200));
        Task<PublishReceipt> publish = Publish(publisher, 0);
        await broker.WaitForPublishesAsync(1);
        broker.Publishes[0].Connection.Block();

        // Seven confirm timeouts of blocked time; the publish timeout of another call measures them.
        await Assert.ThrowsAsync<PublishTimeoutException>(() => Publish(publisher, 1, new PublishOptions { Timeout = TimeSpan.FromMilliseconds(1_400) }).WaitAsync(SoonEnough));
        Assert.False(publish.IsCompleted);
        Assert.Single(broker.Connections);
        broker.Publishes[0].Connection.Unblock();
        broker.Publishes[0].Ack();

        Assert.Equal(1, (await publish.WaitAsync(SoonEnough)).Attempts);
    }

    [Fact]
    public async Task Cancelling_in_flight_leaves_the_outcome_unknown_and_the_channel_in_step()
    {
        await using ScriptedBroker broker = Silent();
        await using GoQueuePublisher publisher = Create(broker);
        using var cancellation = new CancellationTokenSource();
        Task<PublishReceipt> cancelled = Publish(publisher, 0, token: cancellation.Token);
        await broker.WaitForPublishesAsync(1);
        Task<PublishReceipt> other = Publish(publisher, 1);

        await cancellation.CancelAsync();

        var exception = await Assert.ThrowsAsync<PublishCanceledException>(() => cancelled.WaitAsync(SoonEnough));
        Assert.Equal(("m-0", PublishOutcome.Unknown), (exception.MessageId, exception.Outcome));
        await broker.WaitForPublishesAsync(2);
        broker.Publishes[0].Ack();
        broker.Publishes[1].Ack();
        Assert.Equal("m-1", (await other.WaitAsync(SoonEnough)).MessageId);
    }

    [Fact]
    public async Task Cancelling_in_line_sends_nothing_ever()
    {
        await using ScriptedBroker broker = Silent();
        await using GoQueuePublisher publisher = Create(broker, o => o.MaxInFlightPerChannel = 1);
        using var cancellation = new CancellationTokenSource();
        Task<PublishReceipt> first = Publish(publisher, 0);
        await broker.WaitForPublishesAsync(1);
        Task<PublishReceipt> cancelled = Publish(publisher, 1, token: cancellation.Token);
        Task<PublishReceipt> last = Publish(publisher, 2);

        await cancellation.CancelAsync();

        var exception = await Assert.ThrowsAsync<PublishCanceledException>(() => cancelled.WaitAsync(SoonEnough));
        Assert.Equal(PublishOutcome.NotSent, exception.Outcome);
        broker.OnPublish(publish => publish.Ack());
        broker.Publishes[0].Ack();
        await Task.WhenAll(first, last).WaitAsync(SoonEnough);
        Assert.Equal(["m-0", "m-2"], broker.Publishes.Select(publish => publish.MessageId));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_that_is_being_written_or_was_may_be_at_the_broker_and_one_behind_it_is_not(bool cancels)
    {
        // The broker reads nothing: the sockets fill up, then the client's queue, and one message stays in the middle of its write.
        await using ScriptedBroker broker = ScriptedBroker.Start(new() { ReceiveBuffer = 4_096 });
        broker.OnPublish(_ => { });
        await using GoQueuePublisher publisher = Create(broker, o => o.MaxInFlightPerChannel = 1_000);
        await publisher.ConnectAsync();
        Task<PublishReceipt> first = Publish(publisher, 0);
        await broker.WaitForPublishesAsync(1);
        broker.Connections[0].PauseReading();
        using var cancellation = new CancellationTokenSource();
        var options = new PublishOptions { Timeout = TimeSpan.FromSeconds(cancels ? 60 : 3) };

        Task<PublishReceipt>[] calls = [.. Enumerable.Range(1, 400).Select(i => publisher
            .PublishOrderPlacedAsync(new(i, new string('a', 100_000)), options with { MessageId = $"m-{i}" }, cancels ? cancellation.Token : default).AsTask())];
        await cancellation.CancelAsync();

        PublishOutcome[] outcomes = await Task.WhenAll(calls.Select(call => OutcomeAsync(call, cancels)));
        Assert.Equal(PublishOutcome.Unknown, outcomes[0]);
        Assert.Equal(PublishOutcome.NotSent, outcomes[^1]);
        // Written in order: once one was not, none behind it was.
        Assert.Equal(outcomes.OrderByDescending(static outcome => outcome), outcomes);
        Assert.False(first.IsCompleted);
        broker.Connections[0].End(SocketEnd.Reset);
        broker.OnPublish(publish => publish.Ack());
        await first.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Closing_within_a_bound_says_of_each_message_what_is_known()
    {
        await using ScriptedBroker broker = Silent();
        GoQueuePublisher publisher = Create(broker, o => o.MaxInFlightPerChannel = 1);
        Task<PublishReceipt> inFlight = Publish(publisher, 0);
        await broker.WaitForPublishesAsync(1);
        Task<PublishReceipt> inLine = Publish(publisher, 1);

        using var bound = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await publisher.CloseAsync(bound.Token).AsTask().WaitAsync(SoonEnough);

        var unknown = await Assert.ThrowsAsync<PublishOutcomeUnknownException>(() => inFlight.WaitAsync(SoonEnough));
        Assert.Contains("closed", unknown.Message, StringComparison.Ordinal);
        var stopped = await Assert.ThrowsAsync<PublisherStoppedException>(() => inLine.WaitAsync(SoonEnough));
        Assert.Equal(PublishOutcome.NotSent, stopped.Outcome);
        await Eventually.HoldsAsync(() => broker.OpenConnections.Count == 0, "the connection to be closed");
    }

    private static async Task<PublishOutcome> OutcomeAsync(Task<PublishReceipt> call, bool cancels)
    {
        if (cancels)
        {
            return (await Assert.ThrowsAsync<PublishCanceledException>(() => call.WaitAsync(SoonEnough))).Outcome;
        }

        return (await Assert.ThrowsAsync<PublishTimeoutException>(() => call.WaitAsync(SoonEnough))).Outcome;
    }

    private static ScriptedBroker Silent() => ScriptedBroker.Start().OnPublish(_ => { });

    private static GoQueuePublisher Create(ScriptedBroker broker, Action<RabbitMQOptions>? configure = null, Action<GoQueueOptions>? options = null) => Publishers.Create(
        broker.Uri.ToString(),
        o =>
        {
            o.ChannelPoolSize = 1;
            configure?.Invoke(o);
        },
        options);

    private static Task<PublishReceipt> Publish(GoQueuePublisher publisher, int number, PublishOptions? options = null, CancellationToken token = default) =>
        publisher.PublishOrderPlacedAsync(new(number, "ann"), (options ?? new PublishOptions()) with { MessageId = $"m-{number}" }, token).AsTask();
}
