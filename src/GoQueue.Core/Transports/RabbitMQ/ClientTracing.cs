using System.Diagnostics;

namespace GoQueue.RabbitMQ;

/// <summary>Whether somebody listens to RabbitMQ.Client's own publish spans; .NET Aspire always does.</summary>
internal static class ClientTracing
{
    // Listeners choose sources by name, so a source with the client's name hears of them without touching the client's. It never starts anything.
    private static readonly ActivitySource s_probe = new("RabbitMQ.Client.Publisher");

    public static bool IsOn => s_probe.HasListeners();
}
