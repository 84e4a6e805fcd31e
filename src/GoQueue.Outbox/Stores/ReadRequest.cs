namespace GoQueue.Outbox.Stores;

/// <summary>What is to be read in one snapshot: the rows behind the cursor, and those that have appeared in gaps.</summary>
/// <param name="After">The cursor.</param>
/// <param name="Rows">How many rows behind the cursor at most; 0 = only <paramref name="Ranges"/>.</param>
/// <param name="Bytes">How many bytes of envelopes and bodies at most, but for the first row.</param>
/// <param name="Ranges">Ids below the cursor, in ascending order.</param>
internal readonly record struct ReadRequest(long After, int Rows, long Bytes, IReadOnlyList<IdRange> Ranges);
