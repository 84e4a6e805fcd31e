namespace GoQueue.Tool.Commands;

/// <summary>There is nothing that a command could look at: never a success.</summary>
internal sealed class ContractNothingException(string sentence) : Exception(sentence);
