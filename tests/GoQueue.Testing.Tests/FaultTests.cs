using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GoQueue.Testing.Tests;

public sealed class FaultTests
{
    private static readonly UserCreated s_ann = new(Guid.Empty, "Ann");

    [Fact]
    public async Task A_nack_is_a_rejection()
    {
        await using var harness = GoQueueTestHarness.Create();
        harness.FailNext(PublishFault.Nack);

        var failure = await Assert.ThrowsAsync<MessageRejectedException>(async () => await harness.Publisher.PublishUserCreatedAsync(s_ann));
        await harness.Publisher.PublishUserCreatedAsync(s_ann);

        Assert.Equal(PublishOutcome.Rejected, failure.Outcome);
        Assert.Single(harness.Published());
    }

    [Fact]
    public async Task A_fault_is_for_as_many_messages_as_asked_for()
    {
        await using var harness = GoQueueTestHarness.Create();
        harness.FailNext<OrderPlaced>(PublishFault.Nack, times: 2);

        await harness.Publisher.PublishUserCreatedAsync(s_ann);
        await Assert.ThrowsAsync<MessageRejectedException>(async () => await harness.Publisher.PublishOrderPlacedAsync(new(1, 1)));
        await Assert.ThrowsAsync<MessageRejectedException>(async () => await harness.Publisher.PublishOrderPlacedAsync(new(2, 1)));
        await harness.Publisher.PublishOrderPlacedAsync(new(3, 1));

        Assert.Equal(3, harness.Single<OrderPlaced>().Event.Number);
    }

    [Fact]
    public async Task A_fault_with_a_condition_holds_until_it_is_disposed()
    {
        await using var harness = GoQueueTestHarness.Create();
        using (harness.FailWhen(PublishFault.Nack, message => message.RoutingKey == "order.placed"))
        {
            for (var i = 0; i < 3; i++)
            {
                await Assert.ThrowsAsync<MessageRejectedException>(async () => await harness.Publisher.PublishOrderPlacedAsync(new(i, 1)));
            }

            await harness.Publisher.PublishUserCreatedAsync(s_ann);
        }

        await harness.Publisher.PublishOrderPlacedAsync(new(4, 1));

        Assert.Equal(2, harness.Published().Count);
    }

    [Fact]
    public async Task A_fault_can_be_taken_back()
    {
        await using var harness = GoQueueTestHarness.Create();
        harness.FailNext(PublishFault.Nack, times: 5);

        harness.ClearFaults();

        await harness.Publisher.PublishUserCreatedAsync(s_ann);
    }

    [Fact]
    public async Task An_unroutable_message_is_named_with_its_exchange_and_key()
    {
        await using var harness = GoQueueTestHarness.Create();
        harness.FailNext(PublishFault.Unroutable);

        var failure = await Assert.ThrowsAsync<UnroutableMessageException>(async () => await harness.Publisher.PublishUserCreatedAsync(s_ann));

        Assert.Equal(("users", "user.created"), (failure.Exchange, failure.RoutingKey));
        harness.None();
    }

    [Fact]
    public async Task An_unroutable_message_that_is_not_mandatory_is_confirmed_and_dropped()
    {
        await using var harness = GoQueueTestHarness.Create();
        harness.FailNext(PublishFault.Unroutable);

        await harness.Publisher.PublishUserCreatedAsync(s_ann, new PublishOptions { Mandatory = false });

        harness.None();
    }

    [Fact]
    public async Task A_timeout_needs_no_waiting()
    {
        await using var harness = GoQueueTestHarness.Create();
        harness.FailNext(PublishFault.Timeout);

        var failure = await Assert.ThrowsAsync<PublishTimeoutException>(async () => await harness.Publisher.PublishUserCreatedAsync(s_ann));

        Assert.Equal(PublishOutcome.Unknown, failure.Outcome);
        Assert.Contains("the test harness does not answer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blocked_message_waits_until_the_broker_is_unblocked()
    {
        await using var harness = GoQueueTestHarness.Create();
        harness.FailNext(PublishFault.Blocked, times: 2);
        var first = harness.Publisher.PublishOrderPlacedAsync(new(1, 1)).AsTask();
        var second = harness.Publisher.PublishOrderPlacedAsync(new(2, 1)).AsTask();
        Assert.False(first.IsCompleted);
        harness.None();

        harness.Unblock();

        await Task.WhenAll(first, second);
        Assert.Equal([1, 2], harness.Published<OrderPlaced>().Select(message => message.Event.Number));
    }

    [Fact]
    public async Task A_blocked_message_times_out_by_the_publishers_clock()
    {
        var clock = new FakeTimeProvider();
        await using var harness = GoQueueTestHarness.Create(goqueue => goqueue.UseTimeProvider(clock));
        harness.FailNext(PublishFault.Blocked);
        var publish = harness.Publisher.PublishUserCreatedAsync(s_ann, new PublishOptions { Timeout = TimeSpan.FromSeconds(5) }).AsTask();

        clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(publish.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.2));

        var failure = await Assert.ThrowsAsync<PublishTimeoutException>(() => publish);
        Assert.Equal(PublishOutcome.NotSent, failure.Outcome);
        Assert.Contains("the test harness blocks it", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blocked_broker_can_refuse_at_once()
    {
        await using var harness = GoQueueTestHarness.Create();
        harness.FailNext(PublishFault.BlockedFailFast);

        var failure = await Assert.ThrowsAsync<BrokerBlockedException>(async () => await harness.Publisher.PublishUserCreatedAsync(s_ann));

        Assert.Equal(PublishOutcome.NotSent, failure.Outcome);
        Assert.Contains("plays a broker that is blocked; publish it later", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_connection_means_another_attempt_with_the_same_id()
    {
        await using var harness = GoQueueTestHarness.Create();
        harness.FailNext(PublishFault.ConnectionLost, times: 2);

        var receipt = await harness.Publisher.PublishUserCreatedAsync(s_ann);

        Assert.True(receipt.MayBeDuplicated);
        Assert.Equal(3, receipt.Attempts);
        Assert.Equal(receipt.MessageId, harness.Single<UserCreated>().MessageId);
    }

    [Fact]
    public async Task A_lost_connection_is_an_unknown_outcome_where_duplicates_are_not_allowed()
    {
        await using var harness = GoQueueTestHarness.Create();
        harness.AllowDuplicates = false;
        harness.FailNext(PublishFault.ConnectionLost);

        var failure = await Assert.ThrowsAsync<PublishOutcomeUnknownException>(async () => await harness.Publisher.PublishUserCreatedAsync(s_ann));

        Assert.Contains("the test harness lost the connection", failure.Message, StringComparison.Ordinal);
        harness.None();
    }

    [Fact]
    public async Task A_connection_that_is_always_lost_ends_with_the_publishs_timeout()
    {
        var clock = new FakeTimeProvider();
        await using var harness = GoQueueTestHarness.Create(goqueue => goqueue.UseTimeProvider(clock));
        using var always = harness.FailWhen(PublishFault.ConnectionLost, _ => true);
        var publish = harness.Publisher.PublishUserCreatedAsync(s_ann, new PublishOptions { Timeout = TimeSpan.FromSeconds(2) }).AsTask();
        Assert.False(publish.IsCompleted);

        clock.Advance(TimeSpan.FromSeconds(3));

        var failure = await Assert.ThrowsAsync<PublishTimeoutException>(() => publish);
        Assert.Equal(PublishOutcome.Unknown, failure.Outcome);
        Assert.Contains("keeps losing the connection", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_of_unknown_outcome_is_in_the_broker()
    {
        await using var harness = GoQueueTestHarness.Create();
        harness.FailNext(PublishFault.OutcomeUnknown);

        var failure = await Assert.ThrowsAsync<PublishOutcomeUnknownException>(async () => await harness.Publisher.PublishUserCreatedAsync(s_ann));

        Assert.Equal(PublishOutcome.Unknown, failure.Outcome);
        Assert.Equal(failure.MessageId, harness.Single<UserCreated>().MessageId);
    }

    [Fact]
    public async Task A_confirm_can_come_late()
    {
        var clock = new FakeTimeProvider();
        await using var harness = GoQueueTestHarness.Create(goqueue => goqueue.UseTimeProvider(clock));
        harness.FailNext(PublishFault.Delay(TimeSpan.FromSeconds(3)));
        var publish = harness.Publisher.PublishUserCreatedAsync(s_ann).AsTask();

        clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(publish.IsCompleted);
        harness.Single<UserCreated>();
        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(1, (await publish).Attempts);
    }

    [Fact]
    public async Task A_confirm_that_comes_after_the_timeout_is_a_timeout()
    {
        var clock = new FakeTimeProvider();
        await using var harness = GoQueueTestHarness.Create(goqueue => goqueue.UseTimeProvider(clock));
        harness.FailNext(PublishFault.Delay(TimeSpan.FromSeconds(61)));
        var publish = harness.Publisher.PublishUserCreatedAsync(s_ann).AsTask();

        clock.Advance(TimeSpan.FromSeconds(60));

        var failure = await Assert.ThrowsAsync<PublishTimeoutException>(() => publish);
        Assert.Equal(PublishOutcome.Unknown, failure.Outcome);
        Assert.Contains("the test harness delays the confirm", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_cancels_learns_what_is_known()
    {
        await using var harness = GoQueueTestHarness.Create();
        using var cancellation = new CancellationTokenSource();
        harness.FailNext(PublishFault.Blocked);
        harness.FailNext(PublishFault.Delay(TimeSpan.FromSeconds(30)));
        var blocked = harness.Publisher.PublishUserCreatedAsync(s_ann, cancellationToken: cancellation.Token).AsTask();
        var delayed = harness.Publisher.PublishUserCreatedAsync(s_ann, cancellationToken: cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        Assert.Equal(PublishOutcome.NotSent, (await Assert.ThrowsAsync<PublishCanceledException>(() => blocked)).Outcome);
        Assert.Equal(PublishOutcome.Unknown, (await Assert.ThrowsAsync<PublishCanceledException>(() => delayed)).Outcome);
        harness.Unblock();
        Assert.Single(harness.Published());
    }

    [Fact]
    public async Task Disposing_ends_what_waits_though_nobody_moves_the_clock()
    {
        var harness = GoQueueTestHarness.Create(goqueue => goqueue.UseTimeProvider(new FakeTimeProvider()));
        harness.FailNext(PublishFault.Blocked);
        harness.FailNext(PublishFault.Delay(TimeSpan.FromSeconds(30)));
        var blocked = harness.Publisher.PublishUserCreatedAsync(s_ann).AsTask();
        var delayed = harness.Publisher.PublishUserCreatedAsync(s_ann).AsTask();

        await harness.DisposeAsync();

        await Assert.ThrowsAsync<PublisherStoppedException>(() => blocked);
        await Assert.ThrowsAsync<PublishOutcomeUnknownException>(() => delayed);
    }

    [Fact]
    public async Task Faults_come_in_the_order_in_which_they_were_asked_for()
    {
        await using var harness = GoQueueTestHarness.Create();
        harness.FailNext(PublishFault.Nack);
        harness.FailNext(PublishFault.Unroutable);

        await Assert.ThrowsAsync<MessageRejectedException>(async () => await harness.Publisher.PublishUserCreatedAsync(s_ann));
        await Assert.ThrowsAsync<UnroutableMessageException>(async () => await harness.Publisher.PublishUserCreatedAsync(s_ann));
        await harness.Publisher.PublishUserCreatedAsync(s_ann);
    }

    [Fact]
    public void A_delay_must_be_one() => Assert.Throws<ArgumentOutOfRangeException>(() => PublishFault.Delay(TimeSpan.Zero));

    [Fact]
    public void A_fault_says_its_name()
    {
        Assert.Equal("OutcomeUnknown", PublishFault.OutcomeUnknown.ToString());
        Assert.Equal("Delay(00:00:01)", PublishFault.Delay(TimeSpan.FromSeconds(1)).ToString());
    }
}
