namespace GoQueue.NativeAot.RuntimeTypes;

[GoQueueEvent("aot", "event.counted", "1.0")]
internal readonly partial record struct Counted(int Number);
