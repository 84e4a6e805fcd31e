using Microsoft.Extensions.Hosting;

namespace GoQueue.Hosting;

/// <summary>
/// Builds the publisher when the host starts, so that a wrong setting fails the start and not the first publish; and closes it after every other
/// service has stopped: services stop in reverse order, and those registered before may still publish while they stop.
/// </summary>
internal sealed class GoQueueHostedService(GoQueuePublisher publisher) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => publisher.CloseAsync(cancellationToken).AsTask();
}
