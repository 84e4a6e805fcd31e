using GoQueue;

namespace Shop.Events;

[GoQueueEvent("orders", "order.placed", "1.0")]
public sealed partial record OrderPlaced(Guid OrderId, decimal Total);

[GoQueueEvent("marketing", "banner.shown", "1.0")]
public sealed partial record BannerShown(string Banner);
