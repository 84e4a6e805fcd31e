namespace GoQueue.RabbitMQ.Tests.Faults.Schedules;

/// <summary>
/// The model: what the promise says about one message, derived from nothing but what the broker received and said. Written against
/// DESIGN.md §6, not against the publisher's code.
/// </summary>
internal sealed class MessageFate
{
    private readonly List<PlayedCopy> _copies = [];

    /// <summary>Whether a fault fell while messages may have been on their way: attempts can then be more than the broker saw.</summary>
    public bool HasRace { get; set; }

    /// <summary>Takes in a further copy; says what is wrong with that, or null.</summary>
    public string? Add(PlayedCopy copy, bool allowsDuplicates)
    {
        PlayedCopy? before = _copies.Count == 0 ? null : _copies[^1];
        _copies.Add(copy);
        if (before is null)
        {
            return null;
        }

        if (!allowsDuplicates)
        {
            return "was sent again although duplicates are not allowed";
        }

        return before.IsLost || before.MayBeLost ? null : "was sent again although its first answer could not get lost";
    }

    /// <summary>Compares how the call ended with the model; null where they agree.</summary>
    public string? Compare(Task<PublishReceipt> call, bool allowsDuplicates)
    {
        if (_copies.Count == 0)
        {
            return "never came to the broker";
        }

        PlayedCopy last = _copies[^1];
        bool wasResent = _copies.Count > 1;
        string ended = call.Exception?.InnerException is { } failure ? failure.GetType().Name : "receipt";
        string[] expected = last switch
        {
            { Answer: null } => allowsDuplicates ? [] : [nameof(PublishOutcomeUnknownException)],
            { Answer: true, IsReturned: true } => [nameof(UnroutableMessageException)],
            { Answer: true } => ["receipt"],
            _ => wasResent || HasRace ? [nameof(PublishOutcomeUnknownException), nameof(MessageRejectedException)] : [nameof(MessageRejectedException)],
        };
        if (last is { Answer: false } && wasResent)
        {
            // A copy of which nobody knows may be in the queue: a rejection of the next one does not change that.
            expected = [nameof(PublishOutcomeUnknownException)];
        }

        bool isExpected = expected.Contains(ended) || (last.MayBeLost && !allowsDuplicates && ended == nameof(PublishOutcomeUnknownException));
        if (!isExpected)
        {
            return $"ended as {ended}, the model says {(expected.Length == 0 ? "that it goes on" : string.Join(" or ", expected))} after {_copies.Count} copies";
        }

        if (ended != "receipt")
        {
            return null;
        }

        PublishReceipt receipt = call.Result;
        bool countsAgree = HasRace ? receipt.Attempts >= _copies.Count : receipt.Attempts == _copies.Count;
        if (!countsAgree)
        {
            return $"tells {receipt.Attempts} attempts, the broker saw {_copies.Count} copies";
        }

        bool mayBeDuplicatedAgrees = receipt.MayBeDuplicated == wasResent || (HasRace && receipt.MayBeDuplicated);
        return mayBeDuplicatedAgrees ? null : $"tells MayBeDuplicated {receipt.MayBeDuplicated} after {_copies.Count} copies";
    }
}
