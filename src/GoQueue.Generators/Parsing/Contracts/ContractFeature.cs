using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Contracts;

/// <summary>
/// Whether a project has contracts. The build says so by a feature of the compiler's parse options, because an event is parsed before a generator can
/// ask for properties: without contracts no step of theirs runs.
/// </summary>
internal static class ContractFeature
{
    public const string Name = "GoQueueContracts";

    public static bool IsOn(SyntaxNode node) => node.SyntaxTree.Options.Features.ContainsKey(Name);
}
