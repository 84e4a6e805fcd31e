using GoQueue;

namespace Shop.App;

[GoQueueEvent("app", "app.started", "1.0")]
internal sealed partial record AppStarted(string Region);
