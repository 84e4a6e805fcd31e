namespace GoQueue.Messages;

/// <summary>Binding keys of topic exchanges: dot-separated words, <c>*</c> for exactly one, <c>#</c> for none or more (AMQP 0-9-1, 3.1.3.3).</summary>
internal static class TopicPattern
{
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> key)
    {
        // An empty routing key has no words; an empty pattern matches only that.
        return Match(pattern, pattern.Length == 0, key, key.Length == 0);
    }

    private static bool Match(ReadOnlySpan<char> pattern, bool patternEnded, ReadOnlySpan<char> key, bool keyEnded)
    {
        while (!patternEnded)
        {
            var word = TakeWord(ref pattern, out patternEnded);
            if (word is "#")
            {
                return MatchHash(pattern, patternEnded, key, keyEnded);
            }

            if (keyEnded)
            {
                return false;
            }

            var keyWord = TakeWord(ref key, out keyEnded);
            if (word is not "*" && !word.SequenceEqual(keyWord))
            {
                return false;
            }
        }

        return keyEnded;
    }

    private static bool MatchHash(ReadOnlySpan<char> pattern, bool patternEnded, ReadOnlySpan<char> key, bool keyEnded)
    {
        if (patternEnded)
        {
            return true;
        }

        while (!Match(pattern, patternEnded, key, keyEnded))
        {
            if (keyEnded)
            {
                return false;
            }

            TakeWord(ref key, out keyEnded);
        }

        return true;
    }

    private static ReadOnlySpan<char> TakeWord(ref ReadOnlySpan<char> text, out bool ended)
    {
        var dot = text.IndexOf('.');
        var word = dot < 0 ? text : text[..dot];
        ended = dot < 0;
        text = ended ? default : text[(dot + 1)..];
        return word;
    }
}
