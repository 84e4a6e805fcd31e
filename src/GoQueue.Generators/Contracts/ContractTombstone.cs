namespace GoQueue.Generators.Contracts;

/// <summary>A member that was removed: its name must not come back with another type.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Type">The type that it had.</param>
/// <param name="Since">The first version without it.</param>
internal sealed record ContractTombstone(string Path, string Type, string Since);
