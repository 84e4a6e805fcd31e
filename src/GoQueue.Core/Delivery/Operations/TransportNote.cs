namespace GoQueue.Delivery.Operations;

/// <summary>Something that a transport notes on an operation until the broker answers it.</summary>
internal abstract class TransportNote
{
    /// <summary>The broker has answered the message.</summary>
    public abstract void OnAnswered();
}
