using System.ComponentModel.DataAnnotations;
using GoQueue;

namespace Shop.Contracts;

/// <summary>Somebody has an account.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Email">Where to write to.</param>
/// <param name="Name">How to address them.</param>
[GoQueueEvent("users", "user.created", "1.0")]
public sealed partial record UserCreated(Guid UserId, [EmailAddress] string Email, [StringLength(100, MinimumLength = 1)] string Name);

[GoQueueEvent("users", "user.audited", "1.0")]
internal sealed partial record UserAudited(Guid UserId);

/// <summary>All events of this package.</summary>
[GoQueueCatalog]
public static partial class ShopEvents;
