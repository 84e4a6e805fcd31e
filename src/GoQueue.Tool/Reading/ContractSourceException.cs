namespace GoQueue.Tool.Reading;

/// <summary>An input cannot be read.</summary>
/// <param name="sentence">What is wrong with which input, and the cure.</param>
internal sealed class ContractSourceException(string sentence) : Exception(sentence);
