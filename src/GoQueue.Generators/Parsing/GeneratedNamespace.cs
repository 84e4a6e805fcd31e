using System.Text;
using GoQueue.Generators.CSharp;
using Microsoft.CodeAnalysis.CSharp;

namespace GoQueue.Generators.Parsing;

/// <summary>The namespace of the per-assembly types.</summary>
internal static class GeneratedNamespace
{
    /// <summary>
    /// <c>Shop.Events</c> gives <c>GoQueue.Generated.Shop_Events</c>. Not the assembly's name as it is: that would put a namespace beside
    /// the user's types of the same name. Only dots become underscores without a trace. A name with anything else that an identifier cannot have, or with
    /// underscores of its own, gets a hash: <c>A-B</c>, <c>A.B</c> and <c>A_B</c> may see each other's internals.
    /// </summary>
    public static string Of(string? assemblyName)
    {
        var text = assemblyName ?? "";
        var name = new StringBuilder(text.Length);
        var isAmbiguous = text.Length == 0 || char.IsDigit(text[0]) || text[0] == '.';
        foreach (var c in text)
        {
            isAmbiguous |= c != '.' && !char.IsLetterOrDigit(c);
            name.Append(char.IsLetterOrDigit(c) ? c : '_');
        }

        if (name.Length == 0 || char.IsDigit(name[0]))
        {
            name.Insert(0, '_');
        }

        if (isAmbiguous)
        {
            name.Append('_').Append(StableHash.Text(text));
        }

        var identifier = name.ToString();
        return $"GoQueue.Generated.{(SyntaxFacts.GetKeywordKind(identifier) == SyntaxKind.None ? "" : "@")}{identifier}";
    }
}
