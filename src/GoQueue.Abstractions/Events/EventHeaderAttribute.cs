namespace GoQueue;

/// <summary>
/// Sends the member's value also as a message header, so that brokers and consumers can use it without reading the body. A null value
/// sends no header.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, AllowMultiple = false)]
public sealed class EventHeaderAttribute : Attribute
{
    /// <summary>Sends the member as header <paramref name="name"/>.</summary>
    /// <param name="name">1 to 255 bytes of UTF-8, and none of the reserved names (<c>goqueue-*</c>, <c>cloudEvents_*</c>, …).</param>
    public EventHeaderAttribute(string name) => Name = name;

    /// <summary>The header's name.</summary>
    public string Name { get; }
}
