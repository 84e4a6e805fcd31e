namespace GoQueue.Generated.Tests.Routing;

[GoQueueEvent("pages", "page.opened", "1.0")]
internal sealed partial record PageOpened(int Page);

[GoQueueEvent("pages", "analytics.page.viewed", "1.0")]
internal sealed partial record PageViewed(int Page);

[GoQueueEvent("pages", "analytics.page.lost", "1.0", Priority = EventPriority.High)]
internal sealed partial record PageLost(int Page);
