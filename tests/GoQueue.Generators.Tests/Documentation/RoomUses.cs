using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GoQueue.Generators.Tests.Documentation;

/// <summary>
/// Finds what a file uses of rooms that are not below its own: names, also inherited members, extension methods and attributes, and the types of all
/// expressions, also of those that name none (<c>var</c>, <c>new()</c>).
/// </summary>
internal sealed class RoomUses(Floors floors, CSharpCompilation compilation)
{
    private readonly SortedSet<string> _found = new(StringComparer.Ordinal);

    /// <summary>Lines such as <c>file:12 uses X of room Y</c>.</summary>
    /// <param name="floors">The rooms.</param>
    /// <param name="compilation">Their code.</param>
    /// <param name="file">One file to look at; null = all.</param>
    public static IReadOnlyCollection<string> Upward(Floors floors, CSharpCompilation compilation, string? file = null)
    {
        var uses = new RoomUses(floors, compilation);
        foreach (var tree in compilation.SyntaxTrees)
        {
            if ((file is null || tree.FilePath == "/" + file) && floors.RoomOf(tree.FilePath) is { } room)
            {
                uses.Visit(tree, room);
            }
        }

        return uses._found;
    }

    private void Visit(SyntaxTree tree, string room)
    {
        var model = compilation.GetSemanticModel(tree);
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            switch (node)
            {
                case ExpressionSyntax expression when !IsInDirective(expression):
                    Check(room, node, model.GetSymbolInfo(expression).Symbol);
                    Check(room, node, model.GetTypeInfo(expression).Type);
                    break;
                case AttributeSyntax attribute:
                    Check(room, node, model.GetSymbolInfo(attribute).Symbol);
                    break;
                case ConstructorInitializerSyntax initializer:
                    Check(room, node, model.GetSymbolInfo(initializer).Symbol);
                    break;
                case SingleVariableDesignationSyntax designation:
                    Check(room, node, model.GetDeclaredSymbol(designation));
                    break;
            }
        }
    }

    // A namespace is no room: what a file uses of it is found where it is named.
    private static bool IsInDirective(ExpressionSyntax expression) =>
        expression.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { Alias: null, StaticKeyword.RawKind: 0 } || expression.Parent is BaseNamespaceDeclarationSyntax;

    private void Check(string room, SyntaxNode node, ISymbol? symbol)
    {
        switch (symbol)
        {
            case null or INamespaceSymbol or ILabelSymbol:
                return;
            case ILocalSymbol local:
                Check(room, node, local.Type);
                return;
            case IParameterSymbol parameter:
                Check(room, node, parameter.Type);
                return;
            case IArrayTypeSymbol array:
                Check(room, node, array.ElementType);
                return;
            case IMethodSymbol { ReducedFrom: { } extension }:
                Check(room, node, extension);
                return;
            case INamedTypeSymbol { TypeArguments.IsEmpty: false } generic:
                foreach (var argument in generic.TypeArguments)
                {
                    Check(room, node, argument);
                }

                break;
        }

        if (RoomOf(symbol) is { } used && !floors.MayUse(room, used))
        {
            var file = node.SyntaxTree.FilePath.TrimStart('/');
            var line = node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
            _found.Add($"{file}:{line} uses {Name(symbol)} of room {used}");
        }
    }

    /// <summary>A partial type belongs to the lowest room that has a file of it; a member to the room of its file.</summary>
    private string? RoomOf(ISymbol symbol)
    {
        var declared = symbol.OriginalDefinition;
        if (declared.DeclaringSyntaxReferences.IsEmpty && declared.ContainingType is { } container)
        {
            // Made by the compiler, such as the constructor of a class that has none.
            declared = container;
        }

        return declared.DeclaringSyntaxReferences
            .Select(reference => floors.RoomOf(reference.SyntaxTree.FilePath))
            .OfType<string>()
            .OrderBy(floors.RankOf)
            .FirstOrDefault();
    }

    private static string Name(ISymbol symbol) =>
        symbol is ITypeSymbol or { ContainingType: null } ? symbol.Name : $"{symbol.ContainingType.Name}.{(symbol.Name == ".ctor" ? "new" : symbol.Name)}";
}
