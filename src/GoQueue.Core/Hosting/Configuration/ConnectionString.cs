using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace GoQueue.Hosting.Configuration;

/// <summary>
/// Where a broker's URI may stand: ConnectionStrings:{name} (what Aspire injects for a referenced resource), {NAME}_URI, or {NAME}_HOST with _PORT,
/// _USERNAME, _PASSWORD and _VIRTUALHOST (what Aspire injects besides, for applications in other languages).
/// </summary>
internal static class ConnectionString
{
    /// <summary>The URI, and the key or keys that it came from.</summary>
    public static (string Uri, string Place)? Find(IConfiguration configuration, string name)
    {
        if (NotEmpty(configuration.GetConnectionString(name)) is { } text)
        {
            return (text, $"ConnectionStrings:{name}");
        }

        var prefix = name.Replace('-', '_').ToUpperInvariant();
        if (NotEmpty(configuration[$"{prefix}_URI"]) is { } uri)
        {
            return (uri, $"{prefix}_URI");
        }

        return FromParts(configuration, prefix) is { } made ? (made, $"{prefix}_HOST, {prefix}_PORT and the like") : null;
    }

    private static string? FromParts(IConfiguration configuration, string prefix)
    {
        if (NotEmpty(configuration[$"{prefix}_HOST"]) is not { } host)
        {
            return null;
        }

        if (!host.StartsWith('[') && IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            host = $"[{host}]";
        }

        var port = NotEmpty(configuration[$"{prefix}_PORT"]) ?? "5672";
        var user = NotEmpty(configuration[$"{prefix}_USERNAME"]);
        var password = configuration[$"{prefix}_PASSWORD"];
        var virtualHost = NotEmpty(configuration[$"{prefix}_VIRTUALHOST"]);
        var login = user is null ? "" : $"{Uri.EscapeDataString(user)}:{Uri.EscapeDataString(password ?? "")}@";
        return $"amqp://{login}{host}:{port}{(virtualHost is null ? "" : $"/{Uri.EscapeDataString(virtualHost)}")}";
    }

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
