using System.Globalization;
using System.Text;
using GoQueue.Generated.Routing.Rules;

namespace GoQueue;

/// <summary>
/// Texts from outside as they may stand in logs, spans and exceptions: one line, without codes that control a terminal
/// and without format characters, which are invisible or reorder what is shown (decision 150). Everything else stays as
/// it is, and a text that needs no change is returned itself.
/// </summary>
internal static class PrintableText
{
    /// <summary>The longest name that a message shows whole: a valid one has at most 255 bytes.</summary>
    private const int LongestName = 255;

    /// <summary>
    /// Escapes control and format characters (categories Cc and Cf), line separators and lone surrogates: a line feed
    /// becomes <c>\u000A</c>.
    /// </summary>
    public static string Line(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsUnprintable(text, i))
            {
                return Escape(text, i);
            }
        }

        return text;
    }

    /// <summary>A name in one line, cut where it is longer than any valid one.</summary>
    public static string? Name(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return Line(text.Length <= LongestName ? text : string.Concat(text.AsSpan(0, LongestName), "…"));
    }

    private static bool IsUnprintable(string text, int index) =>
        text[index] is < ' ' or >= '\u007f' && (WireText.IsControl(text[index]) || WireText.IsLoneSurrogate(text, index) || IsFormat(text, index));

    /// <summary>
    /// Whether the character at a place, or one half of it, is of category Cf. Some of these are surrogate pairs.
    /// </summary>
    private static bool IsFormat(string text, int index) =>
        CharUnicodeInfo.GetUnicodeCategory(text, char.IsLowSurrogate(text[index]) ? index - 1 : index) == UnicodeCategory.Format;

    private static string Escape(string text, int first)
    {
        var line = new StringBuilder(text, 0, first, text.Length + 16);
        for (var i = first; i < text.Length; i++)
        {
            if (IsUnprintable(text, i))
            {
                line.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}");
            }
            else
            {
                line.Append(text[i]);
            }
        }

        return line.ToString();
    }
}
