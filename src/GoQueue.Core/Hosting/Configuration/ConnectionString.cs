using Microsoft.Extensions.Configuration;

namespace GoQueue.Hosting;

/// <summary>
/// Where a broker's URI may stand: ConnectionStrings:{name} (what Aspire injects for a referenced resource), {NAME}_URI, or {NAME}_HOST with _PORT,
/// _USERNAME, _PASSWORD and _VIRTUALHOST (what Aspire injects besides, for applications in other languages).
/// </summary>
internal static class ConnectionString
{
    public static string? Find(IConfiguration configuration, string name)
    {
        var prefix = name.Replace('-', '_').ToUpperInvariant();
        return NotEmpty(configuration.GetConnectionString(name)) ?? NotEmpty(configuration[$"{prefix}_URI"]) ?? FromParts(configuration, prefix);
    }

    private static string? FromParts(IConfiguration configuration, string prefix)
    {
        if (NotEmpty(configuration[$"{prefix}_HOST"]) is not { } host)
        {
            return null;
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
