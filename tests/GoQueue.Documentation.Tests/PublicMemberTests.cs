using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace GoQueue.Documentation.Tests;

/// <summary>
/// What the comment of a public member has to tell beyond being there (which the compiler sees to): what it throws, whether threads may share it, and what a setting is
/// when nobody sets it. What only generated code calls is left out.
/// </summary>
public sealed class PublicMemberTests
{
    private static readonly IReadOnlyList<(string File, TypeDeclarationSyntax Type)> s_types = [.. PublicTypes()];

    // "or null" says it as well as a sentence would.
    private static readonly string[] s_wordsForDefault = ["default", "required", "null", "<inheritdoc"];

    [Fact]
    public void What_a_public_member_throws_by_itself_is_documented() => Assert.Empty(
        from declared in s_types
        from member in declared.Type.Members
        where IsPublic(member)
        let documented = Documentation(member)
        where !documented.Contains("<inheritdoc", StringComparison.Ordinal)
        from thrown in Thrown(member).Distinct()
        where !documented.Contains($"<exception cref=\"{thrown}\"", StringComparison.Ordinal)
        select $"{Place(declared.File, member)} throws {thrown} and does not say so");

    [Fact]
    public void Whether_threads_may_share_a_public_type_is_documented() => Assert.Empty(
        from declared in s_types
        where IsShared(declared.Type)
        let documented = string.Concat(s_types.Where(part => part.Type.Identifier.Text == declared.Type.Identifier.Text).Select(static part => Documentation(part.Type)))
        where !documented.Contains("thread", StringComparison.OrdinalIgnoreCase) && !documented.Contains("immutable", StringComparison.OrdinalIgnoreCase)
        where !IsReadOnly(declared.Type)
        select $"{Place(declared.File, declared.Type)}: {declared.Type.Identifier} does not say whether it is thread-safe");

    [Fact]
    public void What_a_setting_is_when_nobody_sets_it_is_documented() => Assert.Empty(
        from declared in s_types
        from property in declared.Type.Members.OfType<PropertyDeclarationSyntax>()
        where IsPublic(property) && !property.Modifiers.Any(SyntaxKind.RequiredKeyword) && property.AccessorList is { } accessors
            && accessors.Accessors.Any(static one => one.Modifiers.Count == 0 && (one.IsKind(SyntaxKind.SetAccessorDeclaration) || one.IsKind(SyntaxKind.InitAccessorDeclaration)))
        let documented = Documentation(property)
        where !s_wordsForDefault.Any(word => documented.Contains(word, StringComparison.OrdinalIgnoreCase))
            && !Documentation(declared.Type).Contains("default", StringComparison.OrdinalIgnoreCase)
        select $"{Place(declared.File, property)}: {declared.Type.Identifier}.{property.Identifier} does not say what it is by default");

    [Fact]
    public void The_rules_can_fail()
    {
        var type = (TypeDeclarationSyntax)CSharpSyntaxTree.ParseText("""
            /// <summary>Something.</summary>
            public class Sample
            {
                /// <summary>Does it.</summary>
                public void Do(object what)
                {
                    ArgumentNullException.ThrowIfNull(what);
                    Action later = () => throw new NotSupportedException();
                    throw new InvalidOperationException();
                }
            }
            """, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken).ChildNodes().First();

        Assert.Equal(["ArgumentNullException", "InvalidOperationException"], Thrown(type.Members[0]).Order());
        Assert.True(IsShared(type) && !IsReadOnly(type));
        Assert.True(s_types.Count > 100, $"{s_types.Count} public types found");
    }

    private static IEnumerable<(string File, TypeDeclarationSyntax Type)> PublicTypes() =>
        from project in new[] { "GoQueue.Abstractions", "GoQueue.Core", "GoQueue.Testing" }
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", project), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/Generated/", StringComparison.Ordinal)
        from type in CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>()
        where IsPublic(type) && type.Ancestors().OfType<TypeDeclarationSyntax>().All(IsPublic)
        select (path, type);

    private static bool IsPublic(MemberDeclarationSyntax member) =>
        member.Modifiers.Any(SyntaxKind.PublicKeyword) || (member.Parent is InterfaceDeclarationSyntax && member.Modifiers.Count == 0);

    /// <summary>The exceptions that the member's own body makes: not those of its lambdas, which run later, nor those of what it calls.</summary>
    private static IEnumerable<string> Thrown(MemberDeclarationSyntax member)
    {
        foreach (SyntaxNode node in member.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
        {
            switch (node)
            {
                case ThrowStatementSyntax { Expression: ObjectCreationExpressionSyntax { Type: var type } }:
                    yield return type.ToString();
                    break;
                case ThrowExpressionSyntax { Expression: ObjectCreationExpressionSyntax { Type: var type } }:
                    yield return type.ToString();
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: var name, Expression: var type } }
                    when name.StartsWith("ThrowIf", StringComparison.Ordinal) && type.ToString().EndsWith("Exception", StringComparison.Ordinal):
                    yield return type.ToString();
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>What is static, an attribute or an exception has nothing to share; of a partial type, one part speaks for all.</summary>
    private static bool IsShared(TypeDeclarationSyntax type) =>
        !type.Modifiers.Any(SyntaxKind.StaticKeyword)
        && !type.Identifier.Text.EndsWith("Attribute", StringComparison.Ordinal)
        && !type.Identifier.Text.EndsWith("Exception", StringComparison.Ordinal)
        && Documentation(type).Length != 0;

    /// <summary>A value or a record without anything to set is safe to share without a word.</summary>
    private static bool IsReadOnly(TypeDeclarationSyntax type) =>
        (type is RecordDeclarationSyntax || type.Modifiers.Any(SyntaxKind.ReadOnlyKeyword))
        && !type.Members.OfType<PropertyDeclarationSyntax>().Any(static property => property.AccessorList?.Accessors.Any(SyntaxKind.SetAccessorDeclaration) == true);

    private static string Documentation(SyntaxNode node) => string.Concat(
        node.GetLeadingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)).Select(static trivia => trivia.ToFullString()));

    private static string Place(string file, SyntaxNode node) => $"{file}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}
