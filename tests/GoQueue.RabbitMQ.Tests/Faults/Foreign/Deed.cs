namespace GoQueue.RabbitMQ.Tests.Faults.Foreign;

/// <summary>What foreign code does where the publisher calls it.</summary>
public enum Deed
{
    Throws,
    Blocks,
    Publishes,
    Closes,
}
