using GoQueue.Formats;

namespace GoQueue.Outbox;

/// <summary>What operators do with an outbox. Resolved from the container, by the publisher's key if it has one. Thread-safe.</summary>
public interface IGoQueueOutboxAdmin
{
    /// <summary>Depth, age, held messages and who relays, of each database of the publisher.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One entry per database.</returns>
    ValueTask<IReadOnlyList<OutboxStatus>> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists held messages in the order of their numbers, without bodies.</summary>
    /// <param name="filter">Which ones; null = failed and expired ones.</param>
    /// <param name="database">The name of the database's outbox; null = the only one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The messages, read in pages.</returns>
    IAsyncEnumerable<HeldMessage> ListAsync(HeldFilter? filter = null, string? database = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a held message with its body as stored: an encrypted body stays encrypted.</summary>
    /// <param name="heldId">Its number.</param>
    /// <param name="database">The name of the database's outbox; null = the only one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The message; null if there is none, or its bytes cannot be read.</returns>
    ValueTask<ReceivedMessage?> ReadAsync(long heldId, string? database = null, CancellationToken cancellationToken = default);

    /// <summary>Sends held messages again, with their ids, their attempts counted anew.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="database">The name of the database's outbox; null = the only one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many.</returns>
    ValueTask<int> ReplayAsync(HeldFilter filter, string? database = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes held messages: they are never sent. Logged with the reason.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="reason">Why, for the log.</param>
    /// <param name="database">The name of the database's outbox; null = the only one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many.</returns>
    ValueTask<int> DiscardAsync(HeldFilter filter, string reason, string? database = null, CancellationToken cancellationToken = default);
}
