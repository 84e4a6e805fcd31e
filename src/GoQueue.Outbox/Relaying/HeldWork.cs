using GoQueue.Outbox.Stores;

namespace GoQueue.Outbox.Relaying;

/// <summary>One statement about held rows that is still to be executed. They are executed in their order, one at a time, until each has succeeded.</summary>
/// <param name="Ids">Rows of the hot table that become held; empty = none.</param>
/// <param name="Gates">The gates of these rows, one for each; null = the row has no key.</param>
/// <param name="Change">The state that they get, or that <paramref name="HeldId"/> gets.</param>
/// <param name="HeldId">A held row that is changed, or was confirmed; 0 = none.</param>
/// <param name="IsConfirmed">Whether <paramref name="HeldId"/> was confirmed and is deleted.</param>
/// <param name="Advances">Whether the next row of <paramref name="Gate"/> is made due.</param>
/// <param name="Gate">The key that goes on; null = none.</param>
/// <param name="ReleasedRoute">A route whose rows become due; null = none.</param>
internal sealed record HeldWork(
    List<long> Ids, List<KeyGate?> Gates, HeldChange? Change, long HeldId, bool IsConfirmed, bool Advances, KeyGate? Gate, long? ReleasedRoute)
{
    public const int MostIds = 1000;

    public static HeldWork Hold(long id, KeyGate? gate, HeldChange change) => new([id], [gate], change, 0, false, false, null, null);

    public static HeldWork Update(long heldId, HeldChange change) => new([], [], change, heldId, false, false, null, null);

    public static HeldWork Confirmed(long heldId, KeyGate? gate) => new([], [], null, heldId, true, true, gate, null);

    public static HeldWork Advance(KeyGate gate) => new([], [], null, 0, false, true, gate, null);

    public static HeldWork ReleaseRoute(long route) => new([], [], null, 0, false, false, null, route);

    /// <summary>Takes rows of another one along. False if they differ in more than their rows.</summary>
    public bool TryMerge(HeldWork other)
    {
        if (Ids.Count == 0 || other.Ids.Count == 0 || Ids.Count + other.Ids.Count > MostIds || Change != other.Change)
        {
            return false;
        }

        Ids.AddRange(other.Ids);
        Gates.AddRange(other.Gates);
        return true;
    }
}
