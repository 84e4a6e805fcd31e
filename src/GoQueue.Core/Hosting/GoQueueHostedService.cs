using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GoQueue.Hosting;

/// <summary>
/// Builds all publishers when the host starts, so that a wrong setting fails the start and not the first publish; and closes them after every other
/// service has stopped: services stop in reverse order, and those registered before may still publish while they stop.
/// </summary>
internal sealed class GoQueueHostedService(IServiceProvider services, PublisherRegistry registry) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // All of them before the first connects: with a wrong setting of the last one, nothing would await the other connects.
        var publishers = Publishers();
        if (registry.HasRouter)
        {
            services.GetRequiredService<GoQueueRouter>();
        }

        return Task.WhenAll(publishers.Where(static publisher => publisher.ConnectsOnStart).Select(publisher => publisher.ConnectAtStartAsync(cancellationToken)));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Publishers().ConvertAll(publisher => publisher.CloseAsync(cancellationToken).AsTask()));

    private List<GoQueuePublisher> Publishers() =>
        [.. registry.All.Select(one => one.Name is null ? services.GetRequiredService<GoQueuePublisher>() : services.GetRequiredKeyedService<GoQueuePublisher>(one.Name))];
}
