using System.ComponentModel.DataAnnotations;

namespace GoQueue.NativeAot.Validation;

/// <summary>Rules that cost nothing.</summary>
[GoQueueEvent("aot", "checked.only", "1.0")]
internal sealed partial record CheckedOnly([EmailAddress] string Email, [Required, StringLength(9)] string Name, [Range(1, 5)] int Count);
