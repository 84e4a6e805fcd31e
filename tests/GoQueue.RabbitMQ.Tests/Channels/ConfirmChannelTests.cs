using CsCheck;
using GoQueue.Transports.RabbitMQ.Channels;
using GoQueue.Transports.RabbitMQ.Faults;
using GoQueue.Transports.RabbitMQ.Wire;

namespace GoQueue.RabbitMQ.Tests.Channels;

/// <summary>A channel against fakes: each report of the wire and of the clock, and what it makes of the messages.</summary>
[Covers<ConfirmChannel>]
[Trait("Speed", "Quick")]
public sealed class ConfirmChannelTests
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(30);

    private static readonly WireEnd LineCut = new(0, "the line was cut", null, EndsConnection: true);

    [Fact]
    public async Task A_message_is_written_before_the_call_returns_and_completes_with_its_answer()
    {
        var scene = new ChannelScene();

        Task<PublishReceipt> first = scene.Publish();
        Task<PublishReceipt> second = scene.Publish();

        Assert.Equal(["m-1", "m-2"], scene.Written);
        Assert.Equal((2, 2), (scene.Flushes, scene.Channel.Load));
        scene.Answer(2);
        Assert.Equal("m-2", (await second.WaitAsync(SoonEnough)).MessageId);
        Assert.False(first.IsCompleted);
        scene.Answer(1);
        Assert.Equal(1, (await first.WaitAsync(SoonEnough)).Attempts);
        Assert.Equal((0, 2), (scene.Channel.Load, scene.Released));
    }

    [Fact]
    public async Task A_full_channel_takes_no_message_until_an_answer_makes_room()
    {
        var scene = new ChannelScene();
        Task<PublishReceipt>[] taken = [.. Enumerable.Range(0, 4).Select(_ => scene.Publish())];

        _ = scene.Publish();

        Assert.Equal(("m-5", false), (Assert.Single(scene.Waiting).Message.MessageId, scene.Channel.HasRoom));
        scene.Answer(4, multiple: true);
        await Task.WhenAll(taken).WaitAsync(SoonEnough);
        Assert.True(scene.Channel.HasRoom);
    }

    [Fact]
    public async Task A_returned_message_fails_with_its_answer()
    {
        var scene = new ChannelScene();
        Task<PublishReceipt> returned = scene.Publish();
        Task<PublishReceipt> routed = scene.Publish();

        scene.Receiver.OnReturn(new WireReturn(312, "orders", "order.placed", "m-1", ClusterId: null));
        Assert.False(returned.IsCompleted);
        scene.Answer(2, multiple: true);

        await Assert.ThrowsAsync<UnroutableMessageException>(() => returned.WaitAsync(SoonEnough));
        await routed.WaitAsync(SoonEnough);
    }

    [Fact]
    public async Task A_rejection_retires_the_channel_once_its_last_answer_is_there()
    {
        var scene = new ChannelScene();
        Task<PublishReceipt> rejected = scene.Publish();
        Task<PublishReceipt> other = scene.Publish();

        scene.Answer(1, isAck: false);

        await Assert.ThrowsAsync<MessageRejectedException>(() => rejected.WaitAsync(SoonEnough));
        Assert.Equal((true, false), (scene.Channel.IsOpen, scene.Channel.HasRoom));
        scene.Answer(2);
        await other.WaitAsync(SoonEnough);
        Assert.True((await scene.Channel.Closed.WaitAsync(SoonEnough)).IsRetirement);
        Assert.True(scene.IsWireClosed);
    }

    [Fact]
    public async Task A_rejecting_channel_that_waits_too_long_for_its_last_answer_takes_messages_again()
    {
        var scene = new ChannelScene();
        Task<PublishReceipt> rejected = scene.Publish();
        _ = scene.Publish();
        scene.Answer(1, isAck: false);
        await Assert.ThrowsAsync<MessageRejectedException>(() => rejected.WaitAsync(SoonEnough));

        scene.Tick(5);

        Assert.Equal((true, 1), (scene.Channel.HasRoom, scene.RoomGiven));
    }

    [Fact]
    public async Task A_full_wire_keeps_messages_in_order_until_it_has_room()
    {
        var scene = new ChannelScene { IsFull = true };
        Task<PublishReceipt>[] kept = [.. Enumerable.Range(0, 3).Select(_ => scene.Publish())];
        Assert.Equal((0, 3, 3), (scene.Written.Count, scene.RoomWanted, scene.Channel.Load));

        Assert.False(scene.Channel.WriteKept());
        Assert.Equal(4, scene.RoomWanted);
        scene.IsFull = false;
        Assert.False(scene.Channel.WriteKept());

        Assert.Equal(["m-1", "m-2", "m-3"], scene.Written);
        scene.Answer(3, multiple: true);
        await Task.WhenAll(kept).WaitAsync(SoonEnough);
    }

    [Fact]
    public async Task A_paused_channel_writes_nothing_until_the_broker_wants_more()
    {
        var scene = new ChannelScene { IsFull = true };
        Task<PublishReceipt> kept = scene.Publish();
        scene.IsFull = false;
        scene.Receiver.OnFlow(isActive: false);
        Assert.False(scene.Channel.WriteKept());
        _ = scene.Publish();
        Assert.Equal((0, "m-2"), (scene.Written.Count, Assert.Single(scene.Waiting).Message.MessageId));

        scene.Receiver.OnFlow(isActive: true);

        Assert.Equal(["m-1"], scene.Written);
        Assert.Equal((1, 1), (scene.Flushes, scene.RoomGiven));
        scene.Answer(1);
        await kept.WaitAsync(SoonEnough);
    }

    [Fact]
    public async Task A_message_that_cannot_be_written_fails_alone_and_uses_no_number()
    {
        var scene = new ChannelScene { EncoderFault = new NotSupportedException("a header of a strange type") };

        var failure = await Assert.ThrowsAsync<MessageRefusedException>(() => scene.Publish().WaitAsync(SoonEnough));

        Assert.Contains("a header of a strange type", failure.Message, StringComparison.Ordinal);
        Assert.Equal((PublishOutcome.NotSent, 0, 1, 0), (failure.Outcome, failure.Attempts, scene.Released, scene.Flushes));
        Task<PublishReceipt> next = scene.Publish();
        scene.Answer(1);
        await next.WaitAsync(SoonEnough);
    }

    [Fact]
    public async Task A_message_that_the_ended_wire_does_not_take_is_sent_elsewhere_and_counts_no_attempt()
    {
        var scene = new ChannelScene { TakesWrites = false };
        Task<PublishReceipt> publish = scene.Publish();

        scene.Receiver.OnClosed(LineCut, left: 0);

        Assert.Equal(["m-1"], scene.Elsewhere);
        Assert.Equal((0, 0), (Assert.Single(scene.Waiting).Attempts, scene.Written.Count));
        Assert.False(publish.IsCompleted);
    }

    [Fact]
    public async Task An_end_fails_what_left_resends_what_did_not_and_reroutes_what_was_kept()
    {
        var scene = new ChannelScene(static options => options.AllowDuplicates = false);
        Task<PublishReceipt> left = scene.Publish();
        _ = scene.Publish();
        scene.IsFull = true;
        _ = scene.Publish();

        scene.Receiver.OnClosed(LineCut, left: 2);

        var failure = await Assert.ThrowsAsync<PublishOutcomeUnknownException>(() => left.WaitAsync(SoonEnough));
        Assert.Equal(("m-1", 1), (failure.MessageId, failure.Attempts));
        Assert.Equal(["m-2", "m-3"], scene.Waiting.Select(static operation => operation.Message.MessageId));
        Assert.All(scene.Waiting, static operation => Assert.Equal((0, 0), (operation.Attempts, operation.UnknownAttempts)));
        Assert.Equal(["m-3"], scene.Elsewhere);
        Assert.Equal((3, 0, 1), (scene.Released, scene.Channel.Load, scene.End.Count));
        Assert.Equal("the line was cut", (await scene.Channel.Closed.WaitAsync(SoonEnough)).Text);
    }

    [Fact]
    public async Task A_refusal_fails_the_message_that_it_names()
    {
        var scene = new ChannelScene();
        Task<PublishReceipt> refused = scene.Publish();

        scene.Receiver.OnClosed(new WireEnd(404, "NOT_FOUND - no exchange 'orders' in vhost '/'", null, EndsConnection: false), long.MaxValue);

        await Assert.ThrowsAsync<ExchangeNotFoundException>(() => refused.WaitAsync(SoonEnough));
        Assert.Equal("NOT_FOUND - no exchange 'orders' in vhost '/'", Assert.Single(scene.Refusals));
    }

    [Fact]
    public async Task An_answer_to_a_message_that_was_never_written_ends_the_channel()
    {
        var scene = new ChannelScene(static options => options.AllowDuplicates = false);
        Task<PublishReceipt> publish = scene.Publish();

        scene.Answer(7);

        await Assert.ThrowsAsync<PublishOutcomeUnknownException>(() => publish.WaitAsync(SoonEnough));
        Assert.Contains("confirmed message 7, which was never sent", (await scene.Channel.Closed).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_publish_timeout_ends_the_wait_and_the_message_keeps_its_place()
    {
        var scene = new ChannelScene();
        Task<PublishReceipt> impatient = scene.Publish(timeout: TimeSpan.FromSeconds(1));

        scene.Tick(11);

        Assert.Equal(PublishOutcome.Unknown, (await Assert.ThrowsAsync<PublishTimeoutException>(() => impatient.WaitAsync(SoonEnough))).Outcome);
        Assert.Equal((1, 0), (scene.Channel.Load, scene.Released));
        scene.Answer(1);
        Assert.Equal((0, 1), (scene.Channel.Load, scene.Released));
    }

    [Fact]
    public async Task A_publish_timeout_of_a_kept_message_says_that_it_was_not_sent()
    {
        var scene = new ChannelScene { IsFull = true };
        Task<PublishReceipt> kept = scene.Publish(timeout: TimeSpan.FromSeconds(1));

        scene.Tick(11);

        Assert.Equal(PublishOutcome.NotSent, (await Assert.ThrowsAsync<PublishTimeoutException>(() => kept.WaitAsync(SoonEnough))).Outcome);
        Assert.Equal((0, 1, 0), (scene.Channel.Load, scene.Released, scene.Written.Count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_missing_answer_ends_the_channel_and_the_connection_if_that_is_silent(bool isSilent)
    {
        var scene = new ChannelScene(static options => (options.AllowDuplicates, options.ConfirmTimeout) = (false, TimeSpan.FromSeconds(1))) { IsSilent = isSilent };
        Task<PublishReceipt> publish = scene.Publish();

        scene.Tick(13);

        await Assert.ThrowsAsync<PublishTimeoutException>(() => publish.WaitAsync(SoonEnough));
        Assert.True((await scene.Channel.Closed.WaitAsync(SoonEnough)).IsConfirmTimeout);
        Assert.Equal(isSilent ? 1 : 0, scene.Killed.Count);
    }

    [Fact]
    public void Blocked_time_does_not_count_towards_the_confirm_timeout()
    {
        var scene = new ChannelScene(static options => options.ConfirmTimeout = TimeSpan.FromSeconds(1)) { IsBlocked = true };
        _ = scene.Publish();

        scene.Tick(100);

        Assert.True(scene.Channel.IsOpen);
    }

    [Fact]
    public void A_socket_that_takes_nothing_ends_the_connection()
    {
        var scene = new ChannelScene { IsStalled = true };
        _ = scene.Publish();

        scene.Tick();

        Assert.Equal("the broker takes no more bytes", Assert.Single(scene.Killed));
    }

    [Fact]
    public async Task A_channel_for_suspects_reports_each_answer()
    {
        var scene = new ChannelScene(isIsolating: true);
        Task<PublishReceipt> publish = scene.Publish();

        scene.Answer(1);

        await publish.WaitAsync(SoonEnough);
        Assert.Equal(1, scene.IsolatedAnswers);
    }

    [Fact]
    public void Every_message_is_reported_once_whatever_the_wire_reports() => Gen.Select(Gen.Int[0, 9], Gen.Int[0, 12]).Array[1, 60].Sample(
        static steps =>
        {
            var scene = new ChannelScene(static options => options.AllowDuplicates = false);
            var publishes = new List<Task<PublishReceipt>>();
            foreach ((int kind, int value) in steps)
            {
                switch (kind)
                {
                    case 0 or 1 or 2 or 3:
                        publishes.Add(scene.Publish(timeout: TimeSpan.FromSeconds(1 + value)));
                        break;
                    case 4 or 5:
                        scene.Answer((ulong)Math.Min(value, scene.Written.Count), multiple: kind == 5, isAck: value % 5 != 0);
                        break;
                    case 6:
                        scene.IsFull = value % 2 == 0;
                        scene.Channel.WriteKept();
                        break;
                    case 7:
                        scene.Receiver.OnFlow(isActive: value % 2 == 0);
                        break;
                    case 8:
                        scene.Tick(value);
                        break;
                    default:
                        scene.TakesWrites = value > 1;
                        break;
                }
            }

            scene.Receiver.OnClosed(LineCut, left: scene.Written.Count / 2);

            // What was not sent waits at the transport. All others have a result, and all bytes are back.
            Assert.Equal((0, false), (scene.Channel.Load, scene.Channel.IsOpen));
            int waiting = scene.Waiting.Count(static operation => !operation.IsSettled);
            Assert.True(SpinWait.SpinUntil(() => publishes.Count(static publish => publish.IsCompleted) == publishes.Count - waiting, SoonEnough), "a message has no result");
            Assert.Equal(scene.Waiting.Count, scene.Waiting.Distinct().Count());
        },
        iter: 2_000);
}
