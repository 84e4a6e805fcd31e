namespace GoQueue.RabbitMQ.Tests.Faults.Foreign;

/// <summary>Span and metric listeners hear the whole process: no other test runs beside these.</summary>
[CollectionDefinition(nameof(AloneWithForeignCode), DisableParallelization = true)]
public sealed class AloneWithForeignCode;
