namespace GoQueue.Outbox.Stores;

/// <summary>The database's answer to a wish for the lease.</summary>
/// <param name="Epoch">Grows with each change of the owner; 0 = another has the lease.</param>
/// <param name="Owner">The other owner, or null.</param>
/// <param name="Remaining">How long the other owner has it at least.</param>
internal readonly record struct LeaseAnswer(long Epoch, string? Owner, TimeSpan Remaining)
{
    public bool IsGranted => Epoch != 0;
}
