namespace GoQueue.Generators.Models.Routing;

/// <summary>A member that travels as a header.</summary>
/// <param name="Name">The header's name.</param>
/// <param name="Member">The member, keywords escaped.</param>
/// <param name="CanBeNull">Whether there may be nothing to send.</param>
/// <param name="Value">The C# expression of the header's value, with {0} for the member's.</param>
internal sealed record HeaderModel(string Name, string Member, bool CanBeNull, string Value);
