// Rules of call sites: the event and the variables of the calls.
global using Shop.Events;
global using static Calls;
using System.ComponentModel.DataAnnotations;

namespace Shop.Events
{
    [GoQueueEvent("users", "user.created", "1.0")]
    public sealed partial record UserCreated(Guid UserId, [EmailAddress] string Email = "ann@example.com");
}

internal static class Calls
{
    public static Guid userId => throw null!;

    public static UserCreated message => throw null!;

    public static List<UserCreated> messages => throw null!;

    public static IAsyncEnumerable<UserCreated> feed => throw null!;

    public static List<(Guid Id, string Name)> users => throw null!;

    public static Pending _pending => throw null!;
}

internal sealed class Pending
{
    public void Add(ValueTask<PublishReceipt> publish) => throw null!;

    public void Add(Task<PublishReceipt> publish) => throw null!;
}
