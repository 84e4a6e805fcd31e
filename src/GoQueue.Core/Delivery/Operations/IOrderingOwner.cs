namespace GoQueue.Delivery.Operations;

/// <summary>Holds back the later messages of an ordering key until this one is through.</summary>
internal interface IOrderingOwner
{
    /// <summary>The message has left the transport, whatever became of it.</summary>
    void ReleaseKey(PublishOperation operation);
}
