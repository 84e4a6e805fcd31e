namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>Classes that break one more node, one class after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SecondFaultNode : ICollectionFixture<FaultNode>
{
    public const string Name = "second fault node";
}
