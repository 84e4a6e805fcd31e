namespace GoQueue.Brokers.Delivery;

/// <summary>The publisher broke its promise.</summary>
public sealed class DeliveryViolationException(string message) : Exception(message);
