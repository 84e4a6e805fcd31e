namespace GoQueue.Core.Tests.Diagnostics.Debugging;

/// <summary>Generated, unlike the other events of these tests: masking is the generator's work.</summary>
[GoQueueEvent("shop.orders", "card.charged", "1.0")]
public sealed partial record CardCharged(string Till, [Sensitive] string Card, [Encrypted] string Owner);
