namespace GoQueue.Generated.Routing.Rules;

/// <summary>
/// Which texts travel unchanged and stay in one line. One file for the compiler and the publisher, so that the two
/// cannot disagree.
/// </summary>
internal static class WireText
{
    /// <summary>
    /// Whether a character ends a line or controls a terminal: Unicode category Cc and the two separators U+2028 and
    /// U+2029. Identifiers stand in logs, spans and exceptions, where such a character would forge lines.
    /// </summary>
    public static bool IsControl(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';

    /// <summary>
    /// Whether the character at a place is half of a surrogate pair without its other half. UTF-8 has no form for it:
    /// it would become U+FFFD.
    /// </summary>
    public static bool IsLoneSurrogate(string text, int index)
    {
        var c = text[index];
        return char.IsHighSurrogate(c)
            ? index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1])
            : char.IsLowSurrogate(c) && (index == 0 || !char.IsHighSurrogate(text[index - 1]));
    }
}
