using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GoQueue.Outbox.Hosting;

/// <summary>Looks at a publisher's outboxes: whether rows can be written, and whether they leave.</summary>
internal sealed class OutboxHealthCheck(IServiceProvider services, string? publisherName) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var databases = (publisherName is null ? services.GetService<OutboxDatabases>() : services.GetKeyedService<OutboxDatabases>(publisherName))
            ?? throw new InvalidOperationException("The publisher has no outbox to check: add one on its builder, UsePostgreSqlOutbox(…) or UseSqliteOutbox(…).");
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        var faults = new List<string>();
        var status = HealthStatus.Healthy;
        foreach (var one in databases.All)
        {
            try
            {
                var figures = await one.Store.MeasureAsync(cancellationToken).ConfigureAwait(false);
                data[$"{one.Name}.pending"] = figures.Pending;
                data[$"{one.Name}.oldest_age_seconds"] = figures.OldestAgeSeconds ?? 0;
                data[$"{one.Name}.failed"] = figures.Failed;
                data[$"{one.Name}.expired"] = figures.Expired;
                data[$"{one.Name}.retrying"] = figures.Retrying;
                data[$"{one.Name}.behind"] = figures.Behind;
                data[$"{one.Name}.relay"] = figures.Owner ?? "none";
                AddIf(figures.Failed + figures.Expired > 0, $"{figures.Failed + figures.Expired} messages have failed or expired");
                AddIf(figures.OldestAgeSeconds > one.Options.DegradedAge.TotalSeconds, $"the oldest message is {figures.OldestAgeSeconds:F0} s old");
                AddIf(figures.Retrying > 0, $"{figures.Retrying} messages are not accepted by the broker");

                // A process that only writes is as well as its database.
                AddIf(figures.Owner is null && one.Options.Relay != RelayMode.Never, "no process relays");
                AddIf(one.Monitor.PausedBecause is not null, $"the relay pauses: {one.Monitor.PausedBecause}");
            }
            catch (System.Data.Common.DbException exception)
            {
                status = context.Registration.FailureStatus;
                faults.Add($"{one.Name}: {one.Store.Description} does not answer or lacks the outbox's schema ({exception.Message.TrimEnd('.')})");
            }

            void AddIf(bool condition, string fault)
            {
                if (condition)
                {
                    status = status == HealthStatus.Healthy ? HealthStatus.Degraded : status;
                    faults.Add($"{one.Name}: {fault}");
                }
            }
        }

        return new HealthCheckResult(status, faults.Count == 0 ? "Messages leave the outbox." : $"{string.Join("; ", faults)}.", data: data);
    }
}
