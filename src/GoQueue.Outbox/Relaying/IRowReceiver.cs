namespace GoQueue.Outbox.Relaying;

/// <summary>Takes rows whose send has ended, on any thread.</summary>
internal interface IRowReceiver
{
    void OnCompleted(RelayRow row);
}
