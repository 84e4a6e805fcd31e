namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>What concerns the whole connection, seen before RabbitMQ.Client sees it. Called on the reading thread.</summary>
internal interface IWireEvents
{
    /// <summary>The broker has opened the connection: channels may be opened.</summary>
    void OnOpened();

    /// <summary>The broker closes the connection.</summary>
    void OnClose(int code, string text);

    /// <summary>The broker takes no messages for now.</summary>
    void OnBlocked(string reason);

    /// <summary>The broker takes messages again.</summary>
    void OnUnblocked();
}
