namespace GoQueue;

/// <summary>
/// Keeps the member's value out of logs and of <c>ToString()</c>: both show <c>***</c>. The message itself carries the value.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, AllowMultiple = false)]
public sealed class SensitiveAttribute : Attribute;
