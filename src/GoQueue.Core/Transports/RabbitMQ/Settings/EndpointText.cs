using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GoQueue.Transports.RabbitMQ.Settings;

/// <summary>Reads <c>host</c>, <c>host:port</c>, <c>[IPv6]</c> and <c>[IPv6]:port</c>. Stateless.</summary>
internal static class EndpointText
{
    /// <param name="text">The entry; of the user's, and null if the configuration has a hole there.</param>
    /// <param name="option">How messages name the list.</param>
    /// <param name="index">The entry's place in it.</param>
    /// <param name="defaultPort">The port of an entry without one.</param>
    /// <exception cref="GoQueueConfigurationException">It is none of these. The message does not repeat it: users put
    /// passwords there.</exception>
    public static (string Host, int Port) Parse(string? text, string option, int index, int defaultPort)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new GoQueueConfigurationException($"{option}[{index}] is {(text is null ? "null" : "empty")}: write 'host' or 'host:port', or remove it.");
        }

        text = text.Trim();
        var isBracketed = text.StartsWith('[');
        if (!isBracketed && text.AsSpan().Count(':') > 1)
        {
            // 'fe80::1:5672' is an address of its own as well as one with a port.
            throw new GoQueueConfigurationException(
                $"{option}[{index}] has several colons: write an IPv6 address in brackets, '[::1]' or '[::1]:5672'. User, password and vhost stand in Uri only.");
        }

        var end = isBracketed ? text.IndexOf(']', StringComparison.Ordinal) + 1 : text.IndexOf(':', StringComparison.Ordinal);
        end = end < 0 ? text.Length : end;
        var host = isBracketed ? text[..end].Trim('[', ']') : text[..end];
        if (!IsHost(host, isBracketed) || !TryReadPort(text.AsSpan(end), defaultPort, out var port))
        {
            throw new GoQueueConfigurationException(
                $"{option}[{index}] is not 'host' or 'host:port' with a port of 1 to 65535: correct it. User, password and vhost stand in Uri only.");
        }

        return (host, port);
    }

    private static bool IsHost(string host, bool isAddress) => isAddress
        ? IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
        : Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4;

    private static bool TryReadPort(ReadOnlySpan<char> text, int defaultPort, out int port)
    {
        port = defaultPort;
        return text.IsEmpty || (text[0] == ':' && int.TryParse(text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65_535);
    }
}
