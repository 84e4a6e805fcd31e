using GoQueue.Outbox.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GoQueue;

/// <summary>Adds the health check of a publisher's outbox.</summary>
public static class GoQueueOutboxHealthChecksBuilderExtensions
{
    private static readonly string[] s_ready = ["ready"];

    /// <summary>
    /// Adds a check that asks the database: the failure status if it does not answer or the schema is missing; Degraded if
    /// messages have failed or are not accepted, the oldest one is older than <see cref="Outbox.OutboxOptions.DegradedAge"/>,
    /// no process relays, or the relay pauses.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The check's name. Default: <c>goqueue_outbox</c>, or <c>goqueue_outbox_{publisher}</c>.</param>
    /// <param name="failureStatus">What it reports for a database out of reach. Default: <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Its tags. Default: <c>ready</c>.</param>
    /// <param name="timeout">The bound on one check. Default: none of its own.</param>
    /// <param name="publisherName">Which publisher: the name given to <c>AddKeyedGoQueue</c>. Default: the default publisher.</param>
    /// <returns>The health checks.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static IHealthChecksBuilder AddGoQueueOutbox(
        this IHealthChecksBuilder builder,
        string? name = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null,
        string? publisherName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name ?? (publisherName is null ? "goqueue_outbox" : $"goqueue_outbox_{publisherName}"),
            services => new OutboxHealthCheck(services, publisherName),
            failureStatus,
            tags ?? s_ready,
            timeout));
    }
}
