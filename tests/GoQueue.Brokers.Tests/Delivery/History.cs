using GoQueue.Brokers.Delivery;

namespace GoQueue.Brokers.Tests.Delivery;

/// <summary>A run of a publisher that was made up: its calls, and the queue that they left.</summary>
internal sealed class History
{
    public List<PublishCall> Calls { get; } = [];

    public List<FoundMessage> Found { get; } = [];

    /// <summary>A run in which every call told the truth.</summary>
    public static History Honest((DeliveryOutcome Outcome, int Attempts, bool Stored)[] outcomes, int[] keys, bool[] lateCopies)
    {
        var history = new History();
        List<FoundMessage> late = [];
        for (int index = 0; index < outcomes.Length; index++)
        {
            (DeliveryOutcome outcome, int attempts, bool stored) = outcomes[index];
            int copies = outcome switch
            {
                DeliveryOutcome.Acknowledged => 1,
                DeliveryOutcome.Unknown or DeliveryOutcome.Rejected => stored ? 1 : 0,
                DeliveryOutcome.Unroutable => stored && attempts > 1 ? 1 : 0,
                _ => 0,
            };
            history.Add(outcome, attempts, copies, keys[index] == 0 ? "" : $"key-{keys[index]}");
            if (copies > 0 && attempts > 1 && lateCopies[index])
            {
                late.Add(history.Found[^1]);
            }
        }

        history.Found.AddRange(late);
        return history;
    }

    public PublishCall Add(DeliveryOutcome outcome, int attempts, int copies, string key = "", string? failure = null)
    {
        LedgerMessage message = LedgerMessage.Create(Calls.Count + 1, key, 16);
        var call = new PublishCall
        {
            Message = message,
            Outcome = outcome,
            Attempts = attempts,
            MessageId = $"id-{message.Number}",
            Duration = TimeSpan.FromMilliseconds(5),
            Failure = failure,
        };
        Calls.Add(call);
        Found.AddRange(Enumerable.Repeat(new FoundMessage(message.Number, call.MessageId, key, message.Payload, message.Hash), copies));
        return call;
    }
}
