namespace GoQueue.Generated.Tests.Json.Events.Strangers.Elsewhere
{
    public sealed record Contact(int Number);
}

namespace GoQueue.Generated.Tests.Json.Events.Strangers.Elsewhere.Deep
{
    public readonly record struct Contact(Guid Id, Elsewhere.Contact? Outer);
}
