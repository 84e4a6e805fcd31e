using GoQueue.Generators.Parsing.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Usage;

/// <summary>A constant that breaks a rule of the member it is given to.</summary>
/// <param name="Location">Where the constant stands.</param>
/// <param name="Type">The type that has the member.</param>
/// <param name="Member">The member.</param>
/// <param name="Rule">The rule; its text never contains the value.</param>
internal readonly record struct BrokenConstant(Location Location, INamedTypeSymbol Type, string Member, BrokenRule Rule);
