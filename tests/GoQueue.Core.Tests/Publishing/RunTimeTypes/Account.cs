namespace GoQueue.Core.Tests.Publishing.RunTimeTypes;

/// <summary>An event that other records derive from.</summary>
public record AccountChanged(int Id) : IGoQueueEvent<AccountChanged>
{
    private static readonly EventDescriptor<AccountChanged> s_descriptor = new()
    {
        Topic = "counts",
        Action = "account.changed",
        Version = "1.0",
        Name = nameof(AccountChanged),
        TypeInfoSource = static () => throw new NotSupportedException(),
        JsonWriter = static (ref json, value) => json.WriteRaw("{\"kind\":\"changed\"}"u8),
    };

    static EventDescriptor<AccountChanged> IGoQueueEvent<AccountChanged>.Descriptor => s_descriptor;
}

/// <summary>An event that derives from an event, as generated code implements it.</summary>
public record AccountClosed(int Id) : AccountChanged(Id), IGoQueueEvent<AccountClosed>
{
    private static readonly EventDescriptor<AccountClosed> s_descriptor = new()
    {
        Topic = "counts",
        Action = "account.closed",
        Version = "1.0",
        Name = nameof(AccountClosed),
        TypeInfoSource = static () => throw new NotSupportedException(),
        JsonWriter = static (ref json, value) => json.WriteRaw("{\"kind\":\"closed\"}"u8),
    };

    static EventDescriptor<AccountClosed> IGoQueueEvent<AccountClosed>.Descriptor => s_descriptor;

    EventDescriptor IGoQueueEvent.RuntimeDescriptor => s_descriptor;
}

/// <summary>Derives from an event and is not one itself.</summary>
public sealed record AccountSold(int Id, string Buyer) : AccountChanged(Id);

/// <summary>Implements the interface by hand, with the descriptor of another event.</summary>
#pragma warning disable GQ1025 // What the rule is about.
public sealed record Impostor(int Id) : IGoQueueEvent
#pragma warning restore GQ1025
{
    EventDescriptor IGoQueueEvent.RuntimeDescriptor => EventDescriptor.For<AccountChanged>();
}
