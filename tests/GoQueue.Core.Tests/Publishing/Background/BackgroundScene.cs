using System.Collections.Concurrent;
using GoQueue.Core.Tests.Publishing.Batching;
using GoQueue.InMemory;

namespace GoQueue.Core.Tests.Publishing.Background;

/// <summary>A background publisher in front of an in-memory broker, or of one at the end of a slow line.</summary>
public abstract class BackgroundScene
{
    protected BackgroundScene()
    {
        Broker.DeclareExchange("counts");
        Queue = Broker.DeclareQueue("all");
        Broker.Bind("all", "counts", "#");
    }

    protected InMemoryBroker Broker { get; } = new();

    protected InMemoryQueue Queue { get; }

    private protected ConcurrentQueue<BackgroundFailure> Failures { get; } = new();

    private protected GoQueuePublisher Create(HeldTransport? transport = null, Action<BackgroundOptions>? configure = null, Action<GoQueuePublisherBuilder>? use = null) =>
        GoQueuePublisher.Create(goqueue =>
        {
            goqueue.UseInMemory(Broker).UseBackground(options => options.OnFailure = Failures.Enqueue);
            if (transport is not null)
            {
                ((IGoQueueBuilder)goqueue).Setup.Transport = (_, _) => transport;
            }

            goqueue.UseBackground(configure ?? (static _ => { }));
            use?.Invoke(goqueue);
        });
}
