using System.Globalization;
using System.Text;

namespace GoQueue.Generators.Contracts;

/// <summary>Words of the text form: bare if they have only plain characters, else JSON strings.</summary>
internal static class ContractText
{
    /// <summary>The word, quoted if it has to be.</summary>
    public static string Word(string value) => value.Length > 0 && value.All(IsPlain) ? value : Quoted(value);

    /// <summary>The value as a JSON string.</summary>
    public static string Quoted(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\')
            {
                text.Append('\\').Append(c);
            }
            else if (c < ' ' || char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append(c);
            }
        }

        return text.Append('"').ToString();
    }

    /// <summary>Reads a word at a place.</summary>
    /// <returns>The word; null if there is none, or if its quotes do not end.</returns>
    public static string? ReadWord(string text, ref int at)
    {
        if (at < text.Length && text[at] == '"')
        {
            return ReadQuoted(text, ref at);
        }

        var start = at;
        while (at < text.Length && IsPlain(text[at]))
        {
            at++;
        }

        return at > start ? text.Substring(start, at - start) : null;
    }

    /// <summary>The words of a list, <c>eu|us|"a b"</c>; null if it is no list.</summary>
    public static List<string>? ReadList(string text)
    {
        var words = new List<string>();
        var at = 0;
        while (true)
        {
            if (ReadWord(text, ref at) is not { } word)
            {
                return null;
            }

            words.Add(word);
            if (at == text.Length)
            {
                return words;
            }

            if (text[at++] != '|')
            {
                return null;
            }
        }
    }

    /// <summary>The parts of a line, separated by spaces outside of quotes.</summary>
    public static List<string> Split(string line)
    {
        var parts = new List<string>();
        var start = -1;
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == ' ' && !quoted)
            {
                if (start >= 0)
                {
                    parts.Add(line.Substring(start, i - start));
                    start = -1;
                }

                continue;
            }

            start = start < 0 ? i : start;
            if (c == '\\' && quoted)
            {
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
        }

        if (start >= 0)
        {
            parts.Add(line.Substring(start));
        }

        return parts;
    }

    /// <summary>A number without what does not change its value: <c>1.0</c> is <c>1</c>.</summary>
    public static string Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? (value / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
            : text;

    private static bool IsPlain(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '$' or '@';

    private static string? ReadQuoted(string text, ref int at)
    {
        var value = new StringBuilder();
        for (var i = at + 1; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
            {
                at = i + 1;
                return value.ToString();
            }

            if (c != '\\')
            {
                value.Append(c);
            }
            else if (i + 1 < text.Length && text[i + 1] is '"' or '\\')
            {
                value.Append(text[++i]);
            }
            else if (i + 5 < text.Length && text[i + 1] == 'u' && ushort.TryParse(text.Substring(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                value.Append((char)code);
                i += 5;
            }
            else
            {
                return null;
            }
        }

        return null;
    }
}
