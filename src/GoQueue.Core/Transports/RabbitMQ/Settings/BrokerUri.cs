using System.Buffers;
using System.Globalization;

namespace GoQueue.Transports.RabbitMQ.Settings;

/// <summary>
/// Reads a broker's URI. A slip in one often makes the password part of the host or the path, where it would be logged:
/// so a text is refused as soon as two readings of it are possible, and not one of its characters is repeated.
/// Stateless.
/// </summary>
internal static class BrokerUri
{
    // Other libraries read these from the query (RabbitMQ, "URI query parameters"). Here each has its option.
    private static readonly (string Name, string Option)[] s_parameters =
    [
        ("auth_mechanism", "RabbitMQOptions.ConfigureConnection"),
        ("cacertfile", "RabbitMQOptions.ConfigureConnection"),
        ("certfile", "RabbitMQOptions.ConfigureConnection"),
        ("channel_max", "RabbitMQOptions.ConfigureConnection"),
        ("connection_attempts", "nothing: connecting is tried again by itself"),
        ("connection_timeout", "RabbitMQOptions.ConnectTimeout"),
        ("fail_if_no_peer_cert", "RabbitMQOptions.ConfigureConnection"),
        ("frame_max", "RabbitMQOptions.ConfigureConnection"),
        ("heartbeat", "RabbitMQOptions.Heartbeat"),
        ("keyfile", "RabbitMQOptions.ConfigureConnection"),
        ("locale", "RabbitMQOptions.ConfigureConnection"),
        ("name", "RabbitMQOptions.ClientProvidedName"),
        ("password", "RabbitMQOptions.ConfigureConnection"),
        ("retry_delay", "nothing: connecting is tried again by itself"),
        ("server_name_indication", "RabbitMQOptions.ConfigureConnection"),
        ("verify", "RabbitMQOptions.ConfigureConnection"),
    ];

    private static readonly SearchValues<char> s_ends = SearchValues.Create("/?#");

    /// <param name="text">The URI.</param>
    /// <param name="origin">Where it came from, to follow "The URI".</param>
    /// <exception cref="GoQueueConfigurationException">It cannot be read, or only in several ways.</exception>
    public static Uri Parse(string text, string origin)
    {
        text = text.Trim();
        var start = text.IndexOf("://", StringComparison.Ordinal);
        if (start < 0 || !HasSafeCharacters(text) || !IsUnambiguous(text.AsSpan(start + 3)))
        {
            throw Unreadable(origin);
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("amqp" or "amqps")
            || uri.Port == 0
            || Uri.CheckHostName(uri.DnsSafeHost) == UriHostNameType.Unknown)
        {
            throw Unreadable(origin);
        }

        if (uri.Segments.Length > 2)
        {
            throw new GoQueueConfigurationException($"The URI {origin} has a path of several segments: a vhost is one, write %2F for each / in its name.");
        }

        if (uri.Fragment.Length > 0)
        {
            throw new GoQueueConfigurationException($"The URI {origin} has a fragment, which AMQP URIs do not have: write %23 for # inside user, password and vhost.");
        }

        if (uri.Query.Length > 0)
        {
            throw new GoQueueConfigurationException($"The URI {origin} has {NameOfQuery(uri.Query)}: remove it, and write %3F for ? inside user, password and vhost.");
        }

        return uri;
    }

    private static GoQueueConfigurationException Unreadable(string origin) => new(
        $"The URI {origin} is not an AMQP URI: write amqp://user:password@host:5672/vhost, or amqps://… for TLS, with %40 for @, %2F for /, %3A for :, %23 for #, %25 for % and %3F for ? inside user, password and vhost.");

    /// <summary>
    /// No blanks and control characters, no backslash (which some parsers take for a slash), and every % begins an
    /// escape.
    /// </summary>
    private static bool HasSafeCharacters(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\')
            {
                return false;
            }

            if (c == '%' && (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// At most one @, inside the part before path, query and fragment, and at most one colon before it.
    /// </summary>
    private static bool IsUnambiguous(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny(s_ends);
        var authority = end < 0 ? rest : rest[..end];
        var tail = end < 0 ? default : rest[end..];
        var at = authority.IndexOf('@');
        return !tail.Contains('@') && authority.Count('@') <= 1 && (at < 0 || authority[..at].Count(':') <= 1);
    }

    /// <summary>
    /// Names the first parameter that is known elsewhere. The text of others is not repeated: it may be anything.
    /// </summary>
    private static string NameOfQuery(string query)
    {
        foreach (var parameter in query[1..].Split('&'))
        {
            var name = parameter.Split('=')[0];
            if (Array.Find(s_parameters, one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Option: { } option } known)
            {
                return string.Create(CultureInfo.InvariantCulture, $"the query parameter '{known.Name}', which is not read from there; use {option}");
            }
        }

        return "query parameters, which are not read from there; use RabbitMQOptions";
    }
}
