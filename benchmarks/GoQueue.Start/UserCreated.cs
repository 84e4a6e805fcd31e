using System.ComponentModel.DataAnnotations;

namespace GoQueue.Start;

[GoQueueEvent("start", "user.created", "1.0")]
internal sealed partial record UserCreated(Guid UserId, [EmailAddress] string Email, [StringLength(100, MinimumLength = 1)] string Name);
