using System.Globalization;

namespace GoQueue.Brokers.Delivery;

/// <summary>
/// Compares what a publisher said with what a queue holds. The rules are those of RabbitMQ's own Jepsen tests (acknowledged messages
/// are found, nothing is found that was not attempted), and those that our promise adds.
/// </summary>
public static class DeliveryChecker
{
    private const int Examples = 5;

    /// <summary>Checks one queue that should have every message.</summary>
    /// <param name="calls">All publish calls, from <see cref="DeliveryLedger.Close"/>.</param>
    /// <param name="found">All messages of the queue, in its order.</param>
    /// <param name="rules">What the fault leaves allowed; null for the whole promise.</param>
    public static DeliveryReport Check(IReadOnlyList<PublishCall> calls, IReadOnlyList<FoundMessage> found, DeliveryRules? rules = null)
    {
        rules ??= new();
        Dictionary<long, PublishCall> byNumber = calls.ToDictionary(static call => call.Message.Number);
        Dictionary<long, List<FoundMessage>> copies = found.GroupBy(static message => message.Number).ToDictionary(static group => group.Key, static group => group.ToList());
        bool IsFound(PublishCall call) => copies.ContainsKey(call.Message.Number);

        PublishCall[] lost = [.. calls.Where(call => call.Outcome == DeliveryOutcome.Acknowledged && !IsFound(call))];
        List<string> violations = [];
        void Report<T>(IEnumerable<T> breaches, string sentence, Func<T, string> describe)
        {
            T[] all = [.. breaches];
            if (all.Length > 0)
            {
                violations.Add($"{all.Length} {sentence}: {string.Join("; ", all.Take(Examples).Select(describe))}{(all.Length > Examples ? "; …" : "")}");
            }
        }

        Report(calls.Where(static call => call.Outcome == DeliveryOutcome.Open), "publish calls never ended", Describe);
        Report(
            calls.Where(call => call.Duration > rules.CallBound),
            string.Create(CultureInfo.InvariantCulture, $"publish calls took longer than their bound of {rules.CallBound.TotalSeconds} s"),
            Describe);
        if (rules.AcknowledgedAreFound)
        {
            Report(lost, "acknowledged messages are LOST", Describe);
        }

        Report(calls.Where(call => call.Outcome == DeliveryOutcome.NotSent && IsFound(call)), "messages were found although their publish call said that they were not sent", Describe);
        Report(
            calls.Where(call => call.Outcome == DeliveryOutcome.Unroutable && call.Attempts <= 1 && IsFound(call)),
            "messages were found although their only attempt was unroutable",
            Describe);
        Report(found.Where(message => !byNumber.ContainsKey(message.Number)), "messages were found that nobody published", Describe);
        Report(found.Where(message => IsChanged(message, byNumber)), "messages were changed on their way", Describe);
        Report(
            copies.Values.Where(static group => group.Select(static message => message.MessageId).Distinct().Count() > 1),
            "messages were found under several ids",
            static group => $"message {group[0].Number} as {string.Join(" and ", group.Select(static message => $"'{message.MessageId}'").Distinct())}");
        Report(
            found.Where(message => byNumber.TryGetValue(message.Number, out PublishCall? call) && call.MessageId is { } told && told != message.MessageId),
            "messages were found under another id than the publisher told",
            message => $"message {message.Number} as '{message.MessageId}', told '{byNumber[message.Number].MessageId}'");
        Report(
            copies.Values.Where(group => group.Count > 1 && byNumber.TryGetValue(group[0].Number, out PublishCall? call) && call.Attempts <= 1),
            "messages were duplicated without a resend",
            group => $"{Describe(byNumber[group[0].Number])}, {group.Count} copies");
        if (rules.OrderIsKept)
        {
            Report(FindDisorder(found), "messages came before an earlier one of their ordering key", static pair =>
                $"message {pair.Later.Number} before {pair.Earlier.Number} of key '{pair.Earlier.OrderingKey}'");
        }

        return new DeliveryReport
        {
            Published = calls.Count,
            Outcomes = calls.CountBy(static call => call.Outcome).ToDictionary(),
            Copies = found.Count,
            Duplicated = copies.Values.Count(static group => group.Count > 1),
            Lost = lost.Length,
            Recovered = calls.Count(call => call.Outcome == DeliveryOutcome.Unknown && IsFound(call)),
            SlowestCall = calls.Count == 0 ? TimeSpan.Zero : calls.Max(static call => call.Duration),
            Violations = violations,
        };
    }

    // The message must be consistent in itself, and be the one that was published: a publisher that mixes up two bodies fails the second.
    private static bool IsChanged(FoundMessage message, Dictionary<long, PublishCall> byNumber) =>
        LedgerMessage.HashOf(message.Number, message.OrderingKey, message.Payload) != message.Hash
        || (byNumber.TryGetValue(message.Number, out PublishCall? call) && call.Message.Hash != message.Hash);

    private static IEnumerable<(FoundMessage Earlier, FoundMessage Later)> FindDisorder(IReadOnlyList<FoundMessage> found)
    {
        HashSet<long> seen = [];
        Dictionary<string, FoundMessage> last = [];
        foreach (FoundMessage message in found)
        {
            // Later copies are the price of resending; the first ones must be in order.
            if (message.OrderingKey.Length == 0 || !seen.Add(message.Number))
            {
                continue;
            }

            if (last.TryGetValue(message.OrderingKey, out FoundMessage? before) && before.Number > message.Number)
            {
                yield return (message, before);
            }
            else
            {
                last[message.OrderingKey] = message;
            }
        }
    }

    private static string Describe(PublishCall call) => string.Create(
        CultureInfo.InvariantCulture,
        $"message {call.Message.Number} ('{call.MessageId}', {call.Outcome}{(call.Failure is null ? "" : " by " + call.Failure)}, {call.Attempts} attempts, {call.Duration.TotalMilliseconds:F0} ms)");

    private static string Describe(FoundMessage message) => $"message {message.Number} ('{message.MessageId}')";
}
