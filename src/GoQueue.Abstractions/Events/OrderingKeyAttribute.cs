namespace GoQueue;

/// <summary>
/// Messages with an equal value of this member reach the broker in the order in which they were published. At most one member of an event.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, AllowMultiple = false)]
public sealed class OrderingKeyAttribute : Attribute;
