namespace GoQueue.Formats;

/// <summary>Media types of data and bodies (RFC 9110, 8.3.1: case does not matter, parameters follow a semicolon).</summary>
internal static class ContentTypes
{
    public const string Json = "application/json";
    public const string OctetStream = "application/octet-stream";
    public const string CloudEventsJson = "application/cloudevents+json; charset=utf-8";
    public const string CloudEventsPrefix = "application/cloudevents";

    public static bool IsJson(string contentType)
    {
        if (ReferenceEquals(contentType, Json))
        {
            return true;
        }

        var media = MediaTypeOf(contentType);
        return media.Equals(Json, StringComparison.OrdinalIgnoreCase) || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    public static bool Same(string left, string right) => MediaTypeOf(left).Equals(MediaTypeOf(right), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> MediaTypeOf(string contentType)
    {
        var semicolon = contentType.IndexOf(';', StringComparison.Ordinal);
        return (semicolon < 0 ? contentType.AsSpan() : contentType.AsSpan(0, semicolon)).Trim();
    }
}
