using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Values;

/// <summary>How the one value is taken out of a type that is written as its value, and put in again.</summary>
/// <param name="Inner">The value's type: a string, Guid, integer or decimal.</param>
/// <param name="Property">The property that has it, keywords escaped.</param>
/// <param name="Creation">The C# expression that makes an instance, with {0} for the value.</param>
/// <param name="IsForeign">Whether another generator writes the type's members, so that only their names are known.</param>
internal sealed record ValueForm(ITypeSymbol Inner, string Property, string Creation, bool IsForeign);
