namespace GoQueue.Delivery.Operations;

/// <summary>What the transport notes on an operation while it owns it. Guarded by whichever of its locks holds the operation.</summary>
internal sealed partial class PublishOperation
{
    /// <summary>Links of the one list that the operation is in.</summary>
    public PublishOperation? Next { get; set; }

    public PublishOperation? Previous { get; set; }

    public OperationList? List { get; set; }

    /// <summary>Whether it has been with the transport before: then it goes ahead of newer ones.</summary>
    public bool IsResend { get; private set; }

    /// <summary>Its place among the messages of its ordering slot; 0 = none yet.</summary>
    public long Sequence { get; set; }

    /// <summary>Who holds back later messages of its ordering key for it, or null.</summary>
    public IOrderingOwner? OrderingOwner { get; set; }

    /// <summary>What it counts against the byte budget.</summary>
    public int Weight { get; set; }

    /// <summary>Whether it may be why connections end: it goes through the isolator.</summary>
    public bool MayBePoison { get; set; }

    /// <summary>Whether its ordering slot waits for it, because it is elsewhere.</summary>
    public bool BlocksOrder { get; set; }

    /// <summary>What the transport knows of earlier attempts; null until one ended without an answer.</summary>
    public TransportNote? Note { get; set; }

    /// <summary>When it was last written, as a timestamp of the publisher's clock.</summary>
    public long WrittenAt { get; set; }

    /// <summary>An upper bound of the encoded properties and headers.</summary>
    public int HeaderBound { get; set; }

    /// <summary>
    /// Its encoded header frame, if headers are large, or hold lists or dictionaries: those are the caller's own code, which must not run under a lock. Null = encoded when it is written.
    /// </summary>
    public byte[]? EncodedHeader { get; set; }

    /// <summary>Where its first byte stands among all bytes that its connection queued.</summary>
    public long WirePosition { get; set; }

    /// <summary>When it must have been sent for the first time; <see cref="long.MaxValue"/> = no bound.</summary>
    public long AdmissionDeadline { get; set; } = long.MaxValue;

    /// <summary>The channel's clock when it was written.</summary>
    public int SentTick { get; set; }

    /// <summary>The broker's reason for sending it back; 0 = it did not.</summary>
    public int ReturnCode { get; set; }

    /// <summary>The broker has answered: ends of connections before that were not its doing.</summary>
    public void NoteAnswer()
    {
        if (Note is { } note)
        {
            Note = null;
            MayBePoison = false;
            note.OnAnswered();
        }
    }

    /// <summary>
    /// Its body is sent from where it is: until <see cref="GiveBack"/> the operation is not used for another message, whatever becomes of this one.
    /// </summary>
    public void Lend() => Interlocked.Increment(ref _owners);

    /// <summary>The body's bytes have left, or never will.</summary>
    public void GiveBack() => ReleaseOwner();

    private void ClearTransportState()
    {
        Next = Previous = null;
        List = null;
        OrderingOwner = null;
        Note = null;
        IsResend = MayBePoison = BlocksOrder = false;
        Sequence = WrittenAt = WirePosition = 0;
        EncodedHeader = null;
        Weight = HeaderBound = SentTick = ReturnCode = 0;
        AdmissionDeadline = long.MaxValue;
    }
}
