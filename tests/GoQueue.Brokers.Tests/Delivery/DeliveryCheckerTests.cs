using CsCheck;
using GoQueue.Brokers.Delivery;

namespace GoQueue.Brokers.Tests.Delivery;

public sealed class DeliveryCheckerTests
{
    private static readonly Gen<History> Histories =
        from outcomes in Gen.Select(Gen.Enum<DeliveryOutcome>().Where(static outcome => outcome != DeliveryOutcome.Open), Gen.Int[1, 3], Gen.Bool).Array[4, 40]
        from keys in Gen.Int[0, 3].Array[outcomes.Length]
        from lateCopies in Gen.Bool.Array[outcomes.Length]
        select History.Honest(outcomes, keys, lateCopies);

    [Fact]
    public void An_honest_run_breaks_nothing()
    {
        Histories.Sample(static history =>
        {
            DeliveryReport report = DeliveryChecker.Check(history.Calls, history.Found);
            Assert.Empty(report.Violations);
            Assert.Equal(0, report.Lost);
            Assert.Equal(history.Found.Count - history.Found.DistinctBy(static message => message.Number).Count() > 0, report.Duplicated > 0);
            Assert.Same(report, report.EnsureKept());
        });
    }

    [Fact]
    public void A_lost_acknowledged_message_is_reported()
    {
        Histories.Sample(static history =>
        {
            PublishCall call = history.Add(DeliveryOutcome.Acknowledged, attempts: 1, copies: 0);
            DeliveryReport report = DeliveryChecker.Check(history.Calls, history.Found);
            Assert.Equal($"1 acknowledged messages are LOST: message {call.Message.Number} ('id-{call.Message.Number}', Acknowledged, 1 attempts, 5 ms)", Assert.Single(report.Violations));
            Assert.Equal(1, report.Lost);
            Assert.Empty(DeliveryChecker.Check(history.Calls, history.Found, new DeliveryRules { AcknowledgedAreFound = false }).Violations);
        });
    }

    [Theory]
    [InlineData(DeliveryOutcome.NotSent, 1, 1, "messages were found although their publish call said that they were not sent")]
    [InlineData(DeliveryOutcome.Unroutable, 1, 1, "messages were found although their only attempt was unroutable")]
    [InlineData(DeliveryOutcome.Acknowledged, 1, 2, "messages were duplicated without a resend")]
    [InlineData(DeliveryOutcome.Unknown, 1, 2, "messages were duplicated without a resend")]
    [InlineData(DeliveryOutcome.Open, 0, 0, "publish calls never ended")]
    public void An_outcome_that_the_queue_contradicts_is_reported(DeliveryOutcome outcome, int attempts, int copies, string sentence)
    {
        Histories.Sample(history =>
        {
            history.Add(outcome, attempts, copies);
            string violation = Assert.Single(DeliveryChecker.Check(history.Calls, history.Found).Violations);
            Assert.StartsWith($"1 {sentence}: message ", violation, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_changed_payload_hash_or_identity_is_reported()
    {
        Histories.Where(static history => history.Found.Count > 1).Sample(static history =>
        {
            FoundMessage first = history.Found[0];
            void Expect(FoundMessage spoiled, string sentence) => Assert.Contains(
                DeliveryChecker.Check(history.Calls, [spoiled, .. history.Found.Skip(1)]).Violations, violation => violation.Contains(sentence, StringComparison.Ordinal));

            Expect(first with { Payload = first.Payload + "x" }, "changed on their way");
            Expect(first with { Hash = "0" }, "changed on their way");
            Expect(first with { OrderingKey = "other" }, "changed on their way");
            Expect(first with { Payload = "consistent", Hash = LedgerMessage.HashOf(first.Number, first.OrderingKey, "consistent") }, "changed on their way");
            Expect(first with { MessageId = "stranger" }, "found under another id than the publisher told");
            Expect(first with { Number = 1_000_000 }, "that nobody published");
        });
    }

    [Fact]
    public void Copies_of_one_message_under_two_ids_are_reported()
    {
        Histories.Sample(static history =>
        {
            PublishCall call = history.Add(DeliveryOutcome.Unknown, attempts: 2, copies: 2);
            List<FoundMessage> found = [.. history.Found];
            found[^1] = found[^1] with { MessageId = "second" };
            Assert.Contains(
                $"1 messages were found under several ids: message {call.Message.Number} as 'id-{call.Message.Number}' and 'second'",
                DeliveryChecker.Check(history.Calls, found).Violations);
        });
    }

    [Fact]
    public void A_first_copy_that_overtakes_another_of_its_key_is_reported_and_a_late_second_copy_is_not()
    {
        Histories.Sample(static history =>
        {
            PublishCall earlier = history.Add(DeliveryOutcome.Acknowledged, attempts: 2, copies: 1, key: "k");
            PublishCall later = history.Add(DeliveryOutcome.Acknowledged, attempts: 2, copies: 1, key: "k");
            FoundMessage copy = history.Found[^2];
            Assert.Empty(DeliveryChecker.Check(history.Calls, [.. history.Found, copy]).Violations);

            List<FoundMessage> swapped = [.. history.Found];
            (swapped[^1], swapped[^2]) = (swapped[^2], swapped[^1]);
            Assert.Equal(
                $"1 messages came before an earlier one of their ordering key: message {later.Message.Number} before {earlier.Message.Number} of key 'k'",
                Assert.Single(DeliveryChecker.Check(history.Calls, swapped).Violations));
            Assert.Empty(DeliveryChecker.Check(history.Calls, swapped, new DeliveryRules { OrderIsKept = false }).Violations);
        });
    }

    [Fact]
    public void A_call_beyond_its_bound_is_reported()
    {
        var history = new History();
        PublishCall call = history.Add(DeliveryOutcome.Acknowledged, attempts: 1, copies: 1);
        Assert.Equal(
            "1 publish calls took longer than their bound of 0.001 s: message 1 ('id-1', Acknowledged, 1 attempts, 5 ms)",
            Assert.Single(DeliveryChecker.Check([call], history.Found, new DeliveryRules { CallBound = TimeSpan.FromMilliseconds(1) }).Violations));
    }

    [Fact]
    public void The_failure_reads_as_a_summary_and_one_line_per_kind_of_breach_with_few_examples()
    {
        var history = new History();
        for (int number = 0; number < 7; number++)
        {
            history.Add(DeliveryOutcome.Acknowledged, attempts: 1, copies: 0);
        }

        history.Add(DeliveryOutcome.Unknown, attempts: 2, copies: 2, failure: "PublishTimeoutException");
        history.Add(DeliveryOutcome.NotSent, attempts: 0, copies: 1, failure: "CircuitOpenException");

        var exception = Assert.Throws<DeliveryViolationException>(() => DeliveryChecker.Check(history.Calls, history.Found).EnsureKept());
        Assert.Equal(
            """
            9 published (Acknowledged 7, NotSent 1, Unknown 1); 3 copies found, 1 messages duplicated, 1 of unknown outcome found, 7 lost; slowest call 5 ms
              BROKEN: 7 acknowledged messages are LOST: message 1 ('id-1', Acknowledged, 1 attempts, 5 ms); message 2 ('id-2', Acknowledged, 1 attempts, 5 ms); message 3 ('id-3', Acknowledged, 1 attempts, 5 ms); message 4 ('id-4', Acknowledged, 1 attempts, 5 ms); message 5 ('id-5', Acknowledged, 1 attempts, 5 ms); …
              BROKEN: 1 messages were found although their publish call said that they were not sent: message 9 ('id-9', NotSent by CircuitOpenException, 0 attempts, 5 ms)
            """,
            exception.Message);
    }
}
