namespace GoQueue.RabbitMQ.Tests.Diagnostics;

/// <summary>Whether the client traces is a state of the whole process: these tests run when all others are done, one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Tracing";
}
