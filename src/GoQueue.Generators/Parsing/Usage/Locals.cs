using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GoQueue.Generators.Parsing.Usage;

/// <summary>Follows what is held in a local variable.</summary>
internal static class Locals
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
