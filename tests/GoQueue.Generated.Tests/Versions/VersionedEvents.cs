using System.ComponentModel.DataAnnotations;

namespace GoQueue.Generated.Tests.Versions;

[GoQueueEvent("users", "user.created", "1.0")]
public sealed partial record UserCreated(Guid UserId, string Name);

[GoQueueEvent("users", "user.created", "2.0")]
public sealed partial record UserCreatedV2(Guid UserId, [StringLength(40, MinimumLength = 1)] string GivenName, string FamilyName);

[GoQueueCatalog]
public static partial class VersionedEvents;
