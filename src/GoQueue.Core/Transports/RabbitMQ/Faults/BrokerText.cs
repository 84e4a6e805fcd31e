using RabbitMQ.Client.Exceptions;

namespace GoQueue.Transports.RabbitMQ.Faults;

/// <summary>Words of the broker, fit for exceptions and logs: one line, bounded, and without the login's name.</summary>
internal static class BrokerText
{
    // The broker's own limit is 255 bytes; exceptions of the client carry them inside longer sentences.
    private const int Longest = 300;

    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        text = WithoutUser(WithoutTrace(text));
        return PrintableText.Line(string.Create(Math.Min(text.Length, Longest), text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        }).Trim());
    }

    /// <summary>
    /// What an exception of the client or of a socket reports. The client's texts about an end of the connection quote
    /// the cause with its stack trace: the cause alone is shown.
    /// </summary>
    public static string Clean(Exception exception) => exception switch
    {
        OperationInterruptedException { ShutdownReason: { Exception: { } cause } } when !ReferenceEquals(cause, exception) => Clean(cause),
        OperationInterruptedException { ShutdownReason: { ReplyText.Length: > 0 } reason } => Clean(reason.ReplyText),
        _ => Clean(exception.Message),
    };

    /// <summary>Cuts a text where a line begins that stands in a stack trace.</summary>
    private static string WithoutTrace(string text)
    {
        for (var line = text.IndexOf('\n', StringComparison.Ordinal); line >= 0; line = text.IndexOf('\n', line + 1))
        {
            var rest = text.AsSpan(line).TrimStart();
            if (rest.StartsWith("at ", StringComparison.Ordinal) || rest.StartsWith("---", StringComparison.Ordinal))
            {
                return text[..line];
            }
        }

        return text;
    }

    /// <summary>The text between the first pair of quotes after a word, as in <c>no exchange 'orders' in vhost</c>; null where there is none.</summary>
    public static string? Quoted(string text, string after)
    {
        var start = text.IndexOf(after + " '", StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        start += after.Length + 2;
        var end = text.IndexOf('\'', start);
        return end < 0 ? null : text[start..end];
    }

    private static string WithoutUser(string text)
    {
        const string Mark = "user '";
        var start = text.IndexOf(Mark, StringComparison.Ordinal);
        if (start < 0)
        {
            return text;
        }

        var end = text.IndexOf('\'', start + Mark.Length);
        return string.Concat(text.AsSpan(0, start), "this user", end < 0 ? "" : text.AsSpan(end + 1));
    }
}
