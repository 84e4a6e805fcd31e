namespace GoQueue.Operations;

/// <summary>What the transport notes on an operation while it owns it. Guarded by whichever of its locks holds the operation.</summary>
internal sealed partial class PublishOperation
{
    /// <summary>Links of the one list that the operation is in.</summary>
    public PublishOperation? Next { get; set; }

    public PublishOperation? Previous { get; set; }

    public OperationList? List { get; set; }

    /// <summary>Whether it has been with the transport before: then it goes ahead of newer ones.</summary>
    public bool IsResend { get; private set; }

    /// <summary>Its place among the messages of its ordering lane; 0 = none yet.</summary>
    public long Sequence { get; set; }

    /// <summary>Who holds back later messages of its ordering key for it, or null.</summary>
    public IOrderingOwner? OrderingOwner { get; set; }

    /// <summary>What it counts against the byte budget.</summary>
    public int Weight { get; set; }

    /// <summary>Whether a connection ended in a way that only a message on it can have caused, and this was one of them: it goes through the quarantine.</summary>
    public bool IsSuspect { get; set; }

    /// <summary>Whether its ordering lane waits for it, because it is elsewhere.</summary>
    public bool HoldsLane { get; set; }

    /// <summary>Whether the quarantine has sent it: if it comes back it keeps its place.</summary>
    public bool WasSentAlone { get; set; }

    /// <summary>An upper bound of the encoded properties and headers.</summary>
    public int HeaderBound { get; set; }

    /// <summary>When it must have been sent for the first time; <see cref="long.MaxValue"/> = no bound.</summary>
    public long AdmissionDeadline { get; set; } = long.MaxValue;

    /// <summary>The channel's clock when it was written.</summary>
    public int SentTick { get; set; }

    /// <summary>The broker's reason for sending it back; 0 = it did not.</summary>
    public int ReturnCode { get; set; }

    private void ClearTransportState()
    {
        Next = Previous = null;
        List = null;
        OrderingOwner = null;
        IsResend = IsSuspect = HoldsLane = WasSentAlone = false;
        Sequence = 0;
        Weight = HeaderBound = SentTick = ReturnCode = 0;
        AdmissionDeadline = long.MaxValue;
    }
}
