namespace GoQueue.Outbox.Stores;

/// <summary>
/// The tables of one outbox, as relay, admin and health check use them, on connections of its own. Thread-safe. Throws what
/// the database throws.
/// </summary>
internal interface IOutboxStore : IAsyncDisposable
{
    /// <summary>For people: <c>PostgreSQL db.example/shop, schema goqueue</c>; no credentials.</summary>
    string Description { get; }

    /// <summary>Reads whose outbox this is; null if the schema is missing.</summary>
    ValueTask<OutboxIdentity?> ReadIdentityAsync(CancellationToken cancellationToken);

    /// <summary>Throws for settings of the database with which messages would be lost, and returns warnings about others.</summary>
    ValueTask<IReadOnlyList<string>> CheckSafetyAsync(CancellationToken cancellationToken);

    /// <summary>Creates what is missing of the schema. Several may try at once.</summary>
    ValueTask CreateSchemaAsync(string publisher, CancellationToken cancellationToken);

    ValueTask<LeaseAnswer> TakeLeaseAsync(string owner, TimeSpan duration, CancellationToken cancellationToken);

    ValueTask ReleaseLeaseAsync(string owner, CancellationToken cancellationToken);

    /// <summary>Reads rows of one snapshot that a crash of the database cannot take back.</summary>
    ValueTask<ReadResult> ReadAsync(ReadRequest request, CancellationToken cancellationToken);

    /// <summary>A page of a full look: rows behind <paramref name="after"/> up to <paramref name="upTo"/>.</summary>
    ValueTask<IReadOnlyList<RowHead>> LookAsync(long after, long upTo, int rows, CancellationToken cancellationToken);

    /// <summary>Deletes confirmed rows. Returns how many were there.</summary>
    ValueTask<int> SettleAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken);

    /// <summary>Moves rows to the held ones. Returns how many were moved; fewer if another settled them or the lease is lost.</summary>
    ValueTask<int> HoldAsync(LeaseFence fence, IReadOnlyList<long> ids, HeldChange change, CancellationToken cancellationToken);

    /// <summary>The ordering keys of rows that wait, and, if failed rows stop their keys, of failed ones.</summary>
    ValueTask<IReadOnlyList<long>> ReadHeldKeysAsync(bool withFailed, CancellationToken cancellationToken);

    /// <summary>The routes that rows wait for.</summary>
    ValueTask<IReadOnlyList<long>> ReadHeldRoutesAsync(CancellationToken cancellationToken);

    /// <summary>Rows that are due, the longest due first.</summary>
    ValueTask<IReadOnlyList<OutboxRow>> ReadDueAsync(int rows, long bytes, CancellationToken cancellationToken);

    /// <summary>Changes a held row.</summary>
    ValueTask ChangeHeldAsync(LeaseFence fence, long heldId, HeldChange change, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes a held row that was confirmed (0 = none) and makes the first row that waits for the key due.
    /// </summary>
    ValueTask<AdvanceAnswer> AdvanceKeyAsync(LeaseFence fence, long confirmedHeldId, long? keyHash, CancellationToken cancellationToken);

    /// <summary>Makes all rows that wait for a route due.</summary>
    ValueTask ReleaseRouteAsync(LeaseFence fence, long routeHash, CancellationToken cancellationToken);

    /// <summary>Makes sure that one row of each route, and of each key, is due some time: an operator may have discarded it.</summary>
    ValueTask EnsureProgressAsync(LeaseFence fence, bool stopsAtFailed, CancellationToken cancellationToken);

    ValueTask<OutboxFigures> MeasureAsync(CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<HeldMessage>> ListHeldAsync(HeldFilter filter, long afterHeldId, int rows, CancellationToken cancellationToken);

    ValueTask<OutboxRow?> ReadHeldAsync(long heldId, CancellationToken cancellationToken);

    ValueTask<int> ReplayAsync(HeldFilter filter, CancellationToken cancellationToken);

    ValueTask<int> DiscardAsync(HeldFilter filter, CancellationToken cancellationToken);
}
