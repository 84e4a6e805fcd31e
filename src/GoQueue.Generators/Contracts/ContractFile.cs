namespace GoQueue.Generators.Contracts;

/// <summary>A <c>GoQueue.contracts.txt</c>.</summary>
internal sealed class ContractFile
{
    public const string Name = "GoQueue.contracts.txt";

    /// <summary>The format that this version reads and writes.</summary>
    public const int Format = 1;

    public ContractMode Mode { get; init; }

    /// <summary>The blocks by identity, retired events among them.</summary>
    public required IReadOnlyDictionary<ContractIdentity, ContractBlock> Blocks { get; init; }

    public static ContractFile Empty { get; } = new() { Blocks = new SortedDictionary<ContractIdentity, ContractBlock>() };
}
