using System.Globalization;
using System.Text;
using GoQueue.Generators.CSharp;

namespace GoQueue.Generators.Emission.Json;

/// <summary>Writes names as JSON inside C# literals.</summary>
internal static class JsonText
{
    /// <summary>A UTF-8 literal of the text itself: <c>",\"id\":"u8</c>.</summary>
    public static string Utf8(string json) => Literal.Of(json) + "u8";

    /// <summary>The text as a JSON string with its quotes, escaped like System.Text.Json's default encoder does.</summary>
    public static string Quoted(string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c))
            {
                var isPair = i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]);
                Escape(json, isPair ? c : '\uFFFD');
                if (isPair)
                {
                    Escape(json, text[++i]);
                }
            }
            else
            {
                Append(json, c);
            }
        }

        return json.Append('"').ToString();
    }

    private static void Append(StringBuilder json, char c)
    {
        switch (c)
        {
            case '\\': json.Append(@"\\"); break;
            case '\n': json.Append(@"\n"); break;
            case '\r': json.Append(@"\r"); break;
            case '\t': json.Append(@"\t"); break;
            case '\b': json.Append(@"\b"); break;
            case '\f': json.Append(@"\f"); break;
            case '"' or '&' or '\'' or '+' or '<' or '>' or '`' or < ' ' or > '~': Escape(json, c); break;
            default: json.Append(c); break;
        }
    }

    private static void Escape(StringBuilder json, char c) => json.Append(@"\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
}
