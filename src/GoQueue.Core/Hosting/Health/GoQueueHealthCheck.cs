using GoQueue.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GoQueue.Hosting.Health;

/// <summary>
/// Looks at the state of a publisher's own connections; no probe message is published and no further connection made. One that has not connected yet
/// connects now: "healthy because nobody has tried" would be no answer.
/// </summary>
internal sealed class GoQueueHealthCheck(IServiceProvider services, string? publisherName) : IHealthCheck
{
    // Orchestrators give a probe a few seconds; the connection goes on being made when the check has answered.
    private static readonly TimeSpan s_connecting = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var failure = context.Registration.FailureStatus;
        GoQueuePublisher publisher;
        try
        {
            // Here, not in the factory: a publisher that cannot be built is an unhealthy one, not a crash of the health endpoint.
            publisher = (publisherName is null ? services.GetService<GoQueuePublisher>() : services.GetKeyedService<GoQueuePublisher>(publisherName)) ?? throw Missing();
        }
        catch (GoQueueConfigurationException exception)
        {
            return new HealthCheckResult(failure, exception.Message, exception);
        }
        catch (Exception exception)
        {
            // From the user's own set-up code: its text may hold a connection string, and health pages are read by many.
            return new HealthCheckResult(failure, $"The publisher could not be built: {exception.GetType().Name}. The exception of the host's start shows where.");
        }

        if (publisher.State == PublisherState.NotConnected)
        {
            try
            {
                await publisher.ConnectWithinAsync(s_connecting, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                return new HealthCheckResult(failure, exception.Message, exception, DataOf(publisher, publisher.GetTransportStatus()));
            }
        }

        var status = publisher.GetTransportStatus();
        return new HealthCheckResult(Judge(status.State, failure), Describe(publisher, status), exception: null, DataOf(publisher, status));
    }

    private GoQueueConfigurationException Missing()
    {
        var names = services.GetService<PublisherRegistry>()?.Names ?? [];
        var existing = names.Count == 0 ? "none" : string.Join(", ", names);
        return new(publisherName is null
            ? $"There is no default publisher with a connection of its own: add one, AddGoQueue(…), or check one of those that exist ({existing}), AddHealthChecks().AddGoQueue(publisherName: \"{names.FirstOrDefault("main")}\")."
            : $"There is no publisher '{publisherName}' to check: add it, AddKeyedGoQueue(\"{publisherName}\", …), or name one of those that exist ({existing}).");
    }

    private static HealthStatus Judge(PublisherState state, HealthStatus failure) => state switch
    {
        PublisherState.Connected => HealthStatus.Healthy,
        PublisherState.Blocked or PublisherState.Closing => HealthStatus.Degraded,
        _ => failure,
    };

    private static string Describe(GoQueuePublisher publisher, TransportStatus status)
    {
        var text = $"{publisher.TransportDescription}: {StateTexts.Of(status.State)}";
        return status.Reason is null ? $"{text}." : $"{text}: {status.Reason.TrimEnd('.')}.";
    }

    private static Dictionary<string, object> DataOf(GoQueuePublisher publisher, TransportStatus status)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["transport"] = publisher.TransportDescription,
            ["state"] = status.State.ToString(),
            ["connections"] = status.Connections,
            ["channels"] = status.Channels,
            ["in_flight"] = status.InFlight,
        };
        if (status.LastError is { } error)
        {
            data["last_error"] = error;
        }

        if (status.LastErrorAt is { } at)
        {
            data["last_error_at"] = at;
        }

        if (status.LastConfirm is { } confirm)
        {
            data["last_confirm"] = confirm;
        }

        return data;
    }
}
