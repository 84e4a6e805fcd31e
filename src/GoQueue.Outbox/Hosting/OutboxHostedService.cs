using GoQueue.Outbox.Relaying;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GoQueue.Outbox.Hosting;

/// <summary>Checks a publisher's outboxes before the host starts its services, and relays from then until they stop: before the publisher is closed.</summary>
internal sealed class OutboxHostedService(IServiceProvider services, OutboxRegistration registration) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var settings = registration.PublisherOf(services).Settings;
        var isDevelopment = services.GetService<IHostEnvironment>()?.IsDevelopment() ?? false;
        foreach (var outbox in registration.DatabasesOf(services).All)
        {
            if (!settings.Mandatory && !outbox.Options.AllowUnroutable)
            {
                throw new GoQueueConfigurationException(
                    $"The outbox '{outbox.Name}' belongs to a publisher with Mandatory = false: RabbitMQ confirms messages without a queue and drops them, so that they would be lost; set Mandatory to true, or AllowUnroutable on the outbox.");
            }

            if (!settings.Persistent)
            {
                throw new GoQueueConfigurationException(
                    $"The outbox '{outbox.Name}' belongs to a publisher with Persistent = false: a restart of the broker loses its messages after the outbox has deleted them; set Persistent to true.");
            }

            try
            {
                await outbox.PrepareAsync(isDevelopment, cancellationToken).ConfigureAwait(false);
            }
            catch (System.Data.Common.DbException exception)
            {
                throw new GoQueueConfigurationException(
                    $"The outbox '{outbox.Name}' cannot use {outbox.Store.Description}: {exception.Message.TrimEnd('.')}; check that the database runs, the connection string, and the rights of its user.", exception);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var publisher = registration.PublisherOf(services);
        var settings = publisher.Settings;
        foreach (var outbox in registration.DatabasesOf(services).All)
        {
            if (outbox.Options.Relay == RelayMode.WhenLeaseIsFree)
            {
                outbox.StartRelay(
                    new StoredRowSender(publisher.Stored, outbox.Options.KeyOrder, outbox.Options.PublishExpired, settings.Time), settings.DrainTimeout, settings.Time);
            }
        }

        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(registration.DatabasesOf(services).All.Select(static outbox => outbox.StopAsync())).WaitAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
