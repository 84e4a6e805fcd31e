namespace GoQueue.Generators.Contracts;

/// <summary>One row of the table of changes.</summary>
/// <param name="Id">Its name in messages and in the guide.</param>
/// <param name="Change">What changes.</param>
/// <param name="Forward">What it means to consumers of older versions.</param>
/// <param name="Full">The verdict if new consumers read old messages as well.</param>
/// <param name="Evidence">What proves it.</param>
/// <param name="Effect">Which reader gets what: the end of a sentence; {0} is the old version.</param>
internal sealed record ContractRow(string Id, string Change, ContractVerdict Forward, ContractVerdict Full, ContractEvidence Evidence, string Effect)
{
    public ContractVerdict VerdictOf(ContractMode mode) => mode == ContractMode.Full ? Full : Forward;
}
