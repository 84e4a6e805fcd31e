namespace GoQueue;

/// <summary>
/// Demands that the event's data is encrypted on the wire: a publisher without encryption keys refuses it. Like <see cref="SensitiveAttribute"/>,
/// it also keeps the marked member out of logs.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = false)]
public sealed class EncryptedAttribute : Attribute;
