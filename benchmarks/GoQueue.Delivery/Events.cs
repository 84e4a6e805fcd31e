namespace GoQueue.Delivery;

/// <summary>What floods: its action makes it low.</summary>
[GoQueueEvent("telemetry", "analytics.page.viewed", "1.0")]
public sealed partial record PageViewed(Guid VisitorId, string Page, string Referrer, DateTimeOffset ViewedAt, int Milliseconds)
{
    /// <summary>About 180 bytes of JSON.</summary>
    public static readonly PageViewed Sample = new(
        new Guid("0198a7f2-5b1e-7c44-9a3d-2f6c8e1b7d05"), "/shop/shoes/running/4711", "https://www.example.com/search", new(2026, 11, 23, 8, 17, 42, TimeSpan.Zero), 183);
}

/// <summary>What must not wait: its action makes it high.</summary>
[GoQueueEvent("telemetry", "alert.raised", "1.0")]
public sealed partial record AlertRaised(string Source, string Text);
