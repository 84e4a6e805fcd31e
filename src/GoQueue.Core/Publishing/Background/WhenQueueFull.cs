namespace GoQueue;

/// <summary>What a full background queue does with the next message.</summary>
public enum WhenQueueFull
{
    /// <summary>
    /// Its caller waits for room, first come, first served. It is composed by then and takes memory, too: four times <see cref="BackgroundOptions.MaxBytes"/> may wait, and what comes
    /// then fails with <see cref="PublishQueueFullException"/>. Where callers are without number, as requests of a web server may be, choose <see cref="Fail"/>.
    /// </summary>
    Wait = 0,

    /// <summary>It is dropped: its handle's completion and the failure callback say so, the call itself succeeds.</summary>
    Drop = 1,

    /// <summary>The call fails with <see cref="PublishQueueFullException"/>.</summary>
    Fail = 2,
}
