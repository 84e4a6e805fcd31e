namespace GoQueue.Formats;

/// <summary>The names of compressions: AMQP's content-encoding, and the Go guide's header for data that is base64 text.</summary>
internal static class PayloadEncodings
{
    public const string Gzip = "gzip";
    public const string Brotli = "br";
    private const string TextSuffix = "+base64";
    private const string GzipText = Gzip + TextSuffix;
    private const string BrotliText = Brotli + TextSuffix;

    /// <summary>The header's text where the data stands in JSON.</summary>
    public static string? InText(string? encoding) => encoding switch
    {
        null => null,
        Gzip => GzipText,
        _ => BrotliText,
    };

    /// <summary>The compression that a header or property names; <see langword="null"/> where it is none that we know.</summary>
    public static string? Parse(string text)
    {
        var name = text.AsSpan().Trim();
        if (name.EndsWith(TextSuffix, StringComparison.OrdinalIgnoreCase))
        {
            name = name[..^TextSuffix.Length];
        }

        return name.Equals(Gzip, StringComparison.OrdinalIgnoreCase) ? Gzip
            : name.Equals(Brotli, StringComparison.OrdinalIgnoreCase) ? Brotli
            : null;
    }
}
