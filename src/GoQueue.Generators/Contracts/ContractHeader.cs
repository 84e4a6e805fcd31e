namespace GoQueue.Generators.Contracts;

/// <summary>A header that a member fills.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its value.</param>
/// <param name="IsNullable">Whether it may be missing.</param>
/// <param name="Values">The names of an enum, sorted and joined by a bar; empty for other types.</param>
internal sealed record ContractHeader(string Name, string Type, bool IsNullable, string Values)
{
    public string Text => (IsNullable ? Type + "?" : Type) + (Values.Length == 0 ? "" : " " + Values);
}
