using GoQueue.Outbox.Stores;

namespace GoQueue.Outbox.Tests.Relaying;

/// <summary>A row of the scripted store.</summary>
internal sealed class ModelRow(long id, long? key, long transaction)
{
    public long Id { get; } = id;

    public long? Key { get; } = key;

    public long Transaction { get; } = transaction;

    public bool IsCommitted { get; set; }

    public long HeldId { get; set; }

    public HeldState State { get; set; }

    public int Attempts { get; set; }

    public long? DueAt { get; set; }

    public long? Route { get; set; }

    public OutboxRow Read() => new(Id, HeldId, Key, 0, Attempts, Route, BitConverter.GetBytes(Id), []);
}
