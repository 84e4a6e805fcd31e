using System.ComponentModel.DataAnnotations;

namespace GoQueue.NativeAot.Contracts;

/// <summary>An event of a second assembly.</summary>
[GoQueueEvent("aot", "event.shipped", "1.0")]
public sealed partial record Shipped([StringLength(10)] string Carrier);
