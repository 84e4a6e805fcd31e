using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace GoQueue.Generators.Tests.Documentation;

/// <summary>The tests of a class are found: its name stands in <c>[Covers]</c> on a test class.</summary>
public sealed class CoversTests
{
    private const int LongClass = 100;

    [Fact]
    public void A_long_internal_class_is_named_by_a_test_class()
    {
        var covered = SourceCompilations.FilesOf("tests").SelectMany(path => CoveredIn(Repository.Read(path))).ToHashSet(StringComparer.Ordinal);
        var found = new[] { SourceCompilations.Core, SourceCompilations.Generators }.SelectMany(compilation => LongClasses(compilation.Assembly.GlobalNamespace));
        Assert.Equal("", string.Join(", ", found.Where(name => !covered.Contains(name)).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_class_without_a_test_class_is_found()
    {
        var members = string.Join('\n', Enumerable.Range(0, LongClass).Select(i => $"public int M{i};"));
        var found = SourceCompilations.Core.AddSyntaxTrees(SourceCompilations.Parse($"namespace GoQueue.Messages;\ninternal sealed class Unseen\n{{\n{members}\n}}", "src/GoQueue.Core/Messages/Unseen.cs"));
        Assert.Contains("Unseen", LongClasses(found.Assembly.GlobalNamespace));
    }

    private static IEnumerable<string> LongClasses(INamespaceSymbol space) => space.GetTypeMembers()
        .Where(type => type is { DeclaredAccessibility: Accessibility.Internal, TypeKind: TypeKind.Class or TypeKind.Struct } && LinesOf(type) > LongClass)
        .Select(type => type.Name)
        .Concat(space.GetNamespaceMembers().SelectMany(LongClasses));

    private static int LinesOf(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .Where(reference => reference.SyntaxTree.FilePath.StartsWith("/src/", StringComparison.Ordinal))
        .Sum(reference => reference.GetSyntax().GetLocation().GetLineSpan() is var span ? span.EndLinePosition.Line - span.StartLinePosition.Line + 1 : 0);

    private static IEnumerable<string> CoveredIn(string text)
    {
        if (!text.Contains("[Covers", StringComparison.Ordinal))
        {
            return [];
        }

        return CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<AttributeSyntax>()
            .SelectMany(attribute => attribute.Name switch
            {
                GenericNameSyntax { Identifier.Text: "Covers" } generic => generic.TypeArgumentList.Arguments.AsEnumerable(),
                IdentifierNameSyntax { Identifier.Text: "Covers" } => attribute.ArgumentList!.Arguments.Select(argument => ((TypeOfExpressionSyntax)argument.Expression).Type),
                _ => [],
            })
            .Select(type => (type as SimpleNameSyntax ?? ((QualifiedNameSyntax)type).Right).Identifier.Text);
    }
}
