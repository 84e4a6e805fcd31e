using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lines;

public sealed class PublisherHealthCheck(Publisher publisher) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken token = default) =>
        Task.FromResult(publisher.IsOpen ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
}
