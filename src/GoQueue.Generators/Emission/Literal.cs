using Microsoft.CodeAnalysis.CSharp;

namespace GoQueue.Generators.Emission;

/// <summary>Writes values as C# literals.</summary>
internal static class Literal
{
    public static string Of(string? value) => value is null ? "null" : SymbolDisplay.FormatLiteral(value, quote: true);

    public static string Of(bool value) => value ? "true" : "false";

    /// <summary>For the text of XML documentation.</summary>
    public static string Xml(string value) => value.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\r", " ").Replace("\n", " ");
}
