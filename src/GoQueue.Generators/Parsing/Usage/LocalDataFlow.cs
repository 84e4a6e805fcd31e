using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GoQueue.Generators.Parsing.Usage;

/// <summary>Follows what is held in a local variable.</summary>
internal static class LocalDataFlow
{
    /// <summary>Where a local stands in the body around an operation, functions inside of it included; its declaration is not among them.</summary>
    /// <param name="local">The local.</param>
    /// <param name="inside">An operation of the body that declares it.</param>
    public static IEnumerable<ILocalReferenceOperation> UsesOf(ILocalSymbol local, IOperation inside)
    {
        foreach (var operation in BodyOf(inside).Descendants())
        {
            if (operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local))
            {
                yield return reference;
            }
        }
    }

    /// <summary>The declaration of a local in the body around an operation; null for one that is declared by a pattern, a loop or a deconstruction.</summary>
    public static IVariableDeclaratorOperation? DeclarationOf(ILocalSymbol local, IOperation inside) => BodyOf(inside).Descendants()
        .OfType<IVariableDeclaratorOperation>()
        .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local));

    /// <summary>What a local holds: its initial value, or for a local without one the only value that is assigned to it; else null.</summary>
    /// <param name="local">The local.</param>
    /// <param name="inside">An operation of the body that declares it.</param>
    public static IOperation? ValueOf(ILocalSymbol local, IOperation inside)
    {
        if (DeclarationOf(local, inside) is not { } declaration)
        {
            return null;
        }

        if (declaration.Initializer is { Value: var initial })
        {
            return initial;
        }

        var assigned = UsesOf(local, inside).Select(static use => use.Parent).OfType<ISimpleAssignmentOperation>().Where(assignment => IsTarget(assignment, local)).ToList();
        return assigned.Count == 1 ? assigned[0].Value : null;
    }

    private static bool IsTarget(ISimpleAssignmentOperation assignment, ILocalSymbol local) =>
        assignment.Target is ILocalReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Local, local);

    private static IOperation BodyOf(IOperation inside)
    {
        var body = inside;
        while (body.Parent is { } parent)
        {
            body = parent;
        }

        return body;
    }
}
