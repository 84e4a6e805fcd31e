namespace GoQueue.Outbox.Stores;

/// <summary>Ids from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
internal readonly record struct IdRange(long First, long Last)
{
    public long Count => Last - First + 1;

    public bool Contains(long id) => id >= First && id <= Last;
}
