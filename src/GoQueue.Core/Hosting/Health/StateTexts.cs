namespace GoQueue.Hosting.Health;

/// <summary>States as people read them.</summary>
internal static class StateTexts
{
    public static string Of(PublisherState state) => state switch
    {
        PublisherState.NotConnected => "not connected yet",
        PublisherState.Connected => "connected",
        PublisherState.Blocked => "connected and blocked",
        PublisherState.Disconnected => "disconnected",
        PublisherState.Closing => "closing",
        _ => "closed",
    };
}
