namespace GoQueue.Outbox.Relaying;

/// <summary>
/// The rows of one ordering key: one is on its way, the others wait in the order of their ids. Not thread-safe.
/// </summary>
internal sealed class KeyGate(long hash)
{
    private readonly PriorityQueue<RelayRow, (long Id, long HeldId)> _waiting = new();

    public long Hash => hash;

    /// <summary>The row that the next one waits for; null = none is on its way.</summary>
    public RelayRow? Active { get; set; }

    /// <summary>Rows in memory, the active one included.</summary>
    public int Count { get; set; }

    /// <summary>From this id on rows of the key were not taken into memory, because it had too many there.</summary>
    public long SkippedFrom { get; set; } = long.MaxValue;

    /// <summary>Whether rows of the key are among the held ones: later ones go behind them.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Whether a row of the key is left for a newer relay: later ones are left, too.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>Rows that are being moved to the held ones.</summary>
    public int Moving { get; set; }

    /// <summary>Whether the next held row is to be asked for once none is being moved.</summary>
    public bool AdvancesAfterMoves { get; set; }

    /// <summary>Whether nothing is known of the key any more.</summary>
    public bool IsForgettable => Count == 0 && SkippedFrom == long.MaxValue && !IsHeld && !IsBlocked && Moving == 0;

    public void Enqueue(RelayRow row) => _waiting.Enqueue(row, (row.Id, row.HeldId));

    public bool TryDequeue([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RelayRow? row) => _waiting.TryDequeue(out row, out _);
}
