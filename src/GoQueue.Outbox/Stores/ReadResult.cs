namespace GoQueue.Outbox.Stores;

/// <summary>The rows of one snapshot, in ascending order of their ids.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="MayBeCut">Whether the bound on bytes may have left rows out at the end.</param>
/// <param name="OldestTransaction">
/// No transaction below it was open when the rows were read; 0 = this database needs none of that, as its ids appear in order.
/// </param>
/// <param name="NextTransaction">Every transaction from this one on began after the snapshot before these rows.</param>
internal readonly record struct ReadResult(IReadOnlyList<OutboxRow> Rows, bool MayBeCut, long OldestTransaction, long NextTransaction);
