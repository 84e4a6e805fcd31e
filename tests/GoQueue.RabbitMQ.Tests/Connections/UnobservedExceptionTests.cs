using System.Collections.Concurrent;
using GoQueue.Brokers.Proxies;
using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;
using GoQueue.RabbitMQ.Tests.Publishing.Allocation;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace GoQueue.RabbitMQ.Tests.Connections;

/// <summary>
/// The application hears of every failure from its own calls: none is left for the finalizer. Alone, because the event
/// is the process's.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class UnobservedExceptionTests(ITestOutputHelper output)
{
    private const int Cuts = 25;

    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_line_that_flaps_leaves_no_unobserved_exception()
    {
        Collect();
        var unobserved = new ConcurrentQueue<AggregateException>();
        void Note(object? sender, UnobservedTaskExceptionEventArgs args)
        {
            if (!args.Exception.InnerExceptions.All(IsOrderlyClose))
            {
                unobserved.Enqueue(args.Exception);
            }
        }

        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            await FlapAsync();
            Collect();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }

        foreach (AggregateException exception in unobserved)
        {
            output.WriteLine(exception.ToString());
        }

        Assert.Empty(unobserved);
    }

    /// <summary>
    /// Cuts at different moments of a connection's life: while it is made, while its channels are opened, while
    /// something is declared.
    /// </summary>
    private static async Task FlapAsync()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(broker.Uri);
        proxy.Delay(TimeSpan.FromMilliseconds(2));
        for (int cut = 0; cut < Cuts; cut++)
        {
            long accepted = proxy.Accepted;
            await using GoQueuePublisher publisher = Publishers.Create(proxy.Uri.ToString());
            Task<PublishReceipt> publishing = publisher.PublishOrderPlacedAsync(new(cut, "ann")).AsTask();
            Task declaring = publisher.DeclareTopologyAsync([], static topology => topology.Exchange("bills")).AsTask();
            await Eventually.HoldsAsync(() => proxy.Accepted > accepted, "a connection");
            proxy.CutAfter(ProxyDirection.ToClient, 600 + (cut * 20));
            await publishing.WaitAsync(SoonEnough);
            await declaring.WaitAsync(SoonEnough).ContinueWith(static ended => _ = ended.Exception, TaskScheduler.Default);
        }
    }

    /// <summary>
    /// The client's own requests that an orderly close interrupts: it awaits a request only after it has sent it, so a
    /// request whose sending fails is awaited by no code, and no code of ours can reach it.
    /// </summary>
    private static bool IsOrderlyClose(Exception exception) =>
        exception is OperationInterruptedException { ShutdownReason: { Initiator: ShutdownInitiator.Application, ReplyCode: Constants.ReplySuccess } };

    private static void Collect()
    {
        for (int round = 0; round < 3; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
