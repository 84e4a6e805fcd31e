using GoQueue.Generators.Contracts;

namespace GoQueue.Generators.Tests.Contracts.Readers;

/// <summary>An old shape, and the consumers that were compiled for it.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Consumers">The type of each class.</param>
internal sealed record ConsumerShape(ContractShape Shape, IReadOnlyDictionary<ConsumerClass, Type> Consumers)
{
    /// <summary>A shape of one's own with the same lines.</summary>
    public static ContractShape Copy(ContractShape shape) => ContractReader.ReadShape(ContractWriter.LinesOf(shape), 0);
}
