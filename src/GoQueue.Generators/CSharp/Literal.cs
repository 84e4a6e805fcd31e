using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace GoQueue.Generators.CSharp;

/// <summary>Writes values as C# literals.</summary>
internal static class Literal
{
    public static string Of(string? value) => value is null ? "null" : SymbolDisplay.FormatLiteral(value, quote: true);

    public static string Of(bool value) => value ? "true" : "false";

    /// <summary>For the text of XML documentation, in one line.</summary>
    public static string Xml(string text)
    {
        var xml = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => xml.Append("&amp;"),
                '<' => xml.Append("&lt;"),
                '>' => xml.Append("&gt;"),

                // XML has no place for control characters, and some of the separators end a line of C#.
                _ when char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => xml.Append(' '),
                _ => xml.Append(c),
            };
        }

        return xml.ToString();
    }
}
