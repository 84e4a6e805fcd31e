namespace GoQueue.RabbitMQ.Tests.Faults.Leaks;

/// <summary>A scenario left something behind.</summary>
internal sealed class LeakException(string message) : Exception(message);
