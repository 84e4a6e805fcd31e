namespace GoQueue.Outbox.Relaying;

/// <summary>Hands stored messages to a broker. Called by one thread at a time.</summary>
internal interface IRowSender
{
    /// <summary>Raised when <see cref="State"/> may have changed, on any thread.</summary>
    event Action? StateChanged;

    PublisherState State { get; }

    /// <summary>Why it is in its state, for people; null = nothing to say.</summary>
    string? Reason { get; }

    /// <summary>
    /// Sends a row. Its end comes by <see cref="RelayRow.Complete"/>, perhaps before this method returns. If it is not sent,
    /// the fault says why, and nothing comes.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="routes">Routes of which nothing is sent; null = every route is well.</param>
    /// <param name="cancellationToken">Gives up what the broker has not got.</param>
    SendFault Send(RelayRow row, BrokenRoutes? routes, CancellationToken cancellationToken);
}
