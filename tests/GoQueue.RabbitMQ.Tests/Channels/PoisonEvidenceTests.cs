using GoQueue.Transports.RabbitMQ.Channels;
using GoQueue.Transports.RabbitMQ.Connections;
using GoQueue.Transports.RabbitMQ.Faults;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace GoQueue.RabbitMQ.Tests.Channels;

/// <summary>
/// When a message becomes a suspect, how many are sent together, and which ends were no message's doing.
/// </summary>
[Covers<PoisonEvidence>]
public sealed class PoisonEvidenceTests
{
    private static readonly TimeSpan s_atOnce = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void One_end_without_a_code_makes_no_suspect_and_two_in_a_row_do()
    {
        var evidence = new PoisonEvidence();

        Assert.False(evidence.Note(End(), Lost, now: 1, s_atOnce));
        Assert.True(evidence.Note(End(), Lost, now: 2, s_atOnce));
        Assert.Equal(1, evidence.FirstEnd);
    }

    [Fact]
    public void An_end_more_than_a_second_after_the_write_restarts_the_row()
    {
        var evidence = new PoisonEvidence();

        Assert.False(evidence.Note(End(), Lost, now: 1, s_atOnce));
        Assert.False(evidence.Note(End(), Lost, now: 2, TimeSpan.FromSeconds(1.1)));
        Assert.False(evidence.Note(End(), Lost, now: 3, s_atOnce));
        Assert.True(evidence.Note(End(), Lost, now: 4, s_atOnce));
    }

    [Fact]
    public void A_message_with_an_ordering_key_counts_late_ends_and_they_prove_nothing()
    {
        var evidence = new PoisonEvidence();
        TimeSpan late = TimeSpan.FromSeconds(10);

        Assert.False(evidence.Note(End(), Lost, now: 1, late, isOrdered: true));
        Assert.True(evidence.Note(End(), Lost, now: 2, late, isOrdered: true));
        for (int now = 3; now < 6; now++)
        {
            ConnectionEnd alone = new(isIsolating: true, onInnocent: null, onComplete: null);
            Assert.True(evidence.Note(alone, Lost, now, late, isOrdered: true));
            alone.Complete();
            Assert.True(evidence.TryWeigh());
        }

        Assert.Equal(0, evidence.EndsAlone);
    }

    [Theory]
    [InlineData(501, true)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(505, true)]
    [InlineData(541, true)]
    [InlineData(320, false)]
    [InlineData(504, false)]
    [InlineData(530, false)]
    public void A_code_that_blames_what_was_sent_makes_suspects_at_once_and_only_as_the_end_of_a_connection(int code, bool blames)
    {
        Assert.Equal(blames, new PoisonEvidence().Note(End(), Fault(code, isConnection: true), now: 1, s_atOnce));
        Assert.False(Fault(code, isConnection: false).HasPoison);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(1_000)]
    [InlineData(5_000)]
    [InlineData(1_000_000)]
    public void A_message_that_always_ends_its_connection_is_alone_twice_within_the_bound(int inFlight)
    {
        var evidence = new PoisonEvidence();
        int attempts = 0;
        int together = inFlight;
        while (!evidence.IsOver(attempts))
        {
            attempts++;
            ConnectionEnd end = new(isIsolating: attempts > 2, onInnocent: null, onComplete: null);
            for (int other = 1; other < together; other++)
            {
                end.Add();
            }

            bool isSuspect = evidence.Note(end, Lost, now: attempts, s_atOnce);
            Assert.False(evidence.TryWeigh());
            end.Complete();
            Assert.True(evidence.TryWeigh());
            together = isSuspect ? Math.Min(together, evidence.GroupLimit) : together;
        }

        Assert.True(evidence.EndsAlone >= 2);
        Assert.InRange(attempts, 4, Math.Max(4, 2 + (int)Math.Floor(Math.Log2(inFlight))));
    }

    [Fact]
    public void An_end_whose_messages_were_all_confirmed_later_was_no_messages_doing()
    {
        int innocent = 0;
        ConnectionEnd end = new(isIsolating: false, () => innocent++, onComplete: null);
        PoisonEvidence[] all = [new(), new(), new()];
        Assert.All(all, evidence => evidence.Note(end, Lost, now: 1, s_atOnce));

        // Confirmed over another connection before the last channel of this one has reported.
        all[0].OnAnswered();
        all[1].OnAnswered();
        all[2].OnAnswered();
        Assert.Equal(0, innocent);
        end.Complete();
        Assert.Equal(1, innocent);
        end.Complete();
        Assert.Equal(1, innocent);
    }

    [Fact]
    public void An_end_is_cleared_by_messages_that_met_further_ends_too()
    {
        int innocent = 0;
        ConnectionEnd first = new(isIsolating: false, () => innocent++, onComplete: null);
        ConnectionEnd second = new(isIsolating: false, () => innocent++, onComplete: null);
        PoisonEvidence twice = new();
        PoisonEvidence guilty = new();
        twice.Note(first, Lost, now: 1, s_atOnce);
        first.Complete();
        twice.Note(second, Lost, now: 2, s_atOnce);
        guilty.Note(second, Lost, now: 2, s_atOnce);
        second.Complete();

        twice.OnAnswered();

        Assert.Equal(1, innocent);
    }

    [Fact]
    public void An_end_without_messages_clears_no_suspicion()
    {
        int innocent = 0;

        new ConnectionEnd(isIsolating: false, () => innocent++, onComplete: null).Complete();

        Assert.Equal(0, innocent);
    }

    private static ChannelFault Lost => ChannelFault.From(new ShutdownEventArgs(ShutdownInitiator.Library, 0, "end of stream"), isConnection: true);

    private static ConnectionEnd End()
    {
        var end = new ConnectionEnd(isIsolating: false, onInnocent: null, onComplete: null);
        end.Complete();
        return end;
    }

    private static ChannelFault Fault(int code, bool isConnection) => ChannelFault.From(new ShutdownEventArgs(ShutdownInitiator.Peer, (ushort)code, "the broker's words"), isConnection);
}
