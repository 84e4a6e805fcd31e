namespace GoQueue.Generators.Contracts;

/// <summary>A contract file cannot be read.</summary>
/// <param name="line">The line, counted from 0.</param>
/// <param name="fault">What is wrong: the end of a sentence that names the line.</param>
internal sealed class ContractFormatException(int line, string fault) : Exception(fault)
{
    public int Line { get; } = line;
}
