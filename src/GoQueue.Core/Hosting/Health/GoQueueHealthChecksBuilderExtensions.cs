using GoQueue.Hosting.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GoQueue;

/// <summary>Adds the health check of a publisher.</summary>
public static class GoQueueHealthChecksBuilderExtensions
{
    private static readonly string[] s_ready = ["ready"];

    /// <summary>
    /// Adds a check that looks at a publisher's own connections: healthy where connected, degraded where the broker takes no messages or the publisher is
    /// closing, else the failure status. Its data holds connections, channels, messages in flight, the last error and the last confirm. No
    /// probe message is published. Adding a check of the same name again does nothing.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The check's name. Default: <c>goqueue</c>, or <c>goqueue_{publisher}</c>.</param>
    /// <param name="failureStatus">What it reports for a broker out of reach. Default: <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">
    /// Its tags. Default: <c>ready</c>. Not <c>live</c>: restarting the process does not bring the broker back.
    /// </param>
    /// <param name="timeout">The bound on one check. Default: none of its own.</param>
    /// <param name="publisherName">Which publisher: the name given to <c>AddKeyedGoQueue</c>. Default: the default publisher.</param>
    /// <returns>The health checks.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static IHealthChecksBuilder AddGoQueue(
        this IHealthChecksBuilder builder,
        string? name = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null,
        string? publisherName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        name ??= publisherName is null ? "goqueue" : $"goqueue_{publisherName}";
        var registration = new HealthCheckRegistration(
            name, services => new GoQueueHealthCheck(services, publisherName), failureStatus, tags ?? s_ready, timeout);
        builder.Services.Configure<HealthCheckServiceOptions>(options =>
        {
            // A second one of this name would fail every check of the application.
            if (!options.Registrations.Any(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                options.Registrations.Add(registration);
            }
        });
        return builder;
    }
}
