using System.Collections.Concurrent;
using GoQueue.Delivery;
using GoQueue.Delivery.Operations;
using GoQueue.Diagnostics;
using GoQueue.InMemory;
using GoQueue.Transports.InMemory;

namespace GoQueue.Core.Tests.Publishing.Misuse;

/// <summary>
/// The in-memory broker behind a thread that reads answers, as a connection has one: no publish is complete when its
/// call returns. The in-memory transport itself completes synchronously, and hides what goes wrong between a call and
/// its answer.
/// </summary>
internal sealed class ReadingThreadTransport : IPublishTransport
{
    private readonly InMemoryBroker _broker;
    private readonly BlockingCollection<PublishOperation> _sent = [];
    private readonly ResultQueue _results = new(static () => { });
    private readonly Thread _reader;

    public ReadingThreadTransport(InMemoryBroker broker)
    {
        _broker = broker;
        _reader = new Thread(Read) { IsBackground = true, Name = "reading thread of a test" };
        _reader.Start();
    }

    public event Action? StateChanged
    {
        add { }
        remove { }
    }

    public string Description => "in-memory broker behind a thread";

    public TransportStatus GetStatus() => new() { State = PublisherState.Connected };

    public ValueTask ConnectAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void Send(PublishOperation operation) => _sent.Add(operation);

    public ValueTask DeclareAsync(TopologyBuilder topology, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        _sent.CompleteAdding();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _reader.Join();
        _sent.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Read()
    {
        _results.Own();
        while (!_sent.IsCompleted)
        {
            // As many as have come, then their results; and a check whether another thread completes them meanwhile.
            for (var first = true; _sent.TryTake(out var operation, first ? ResultQueue.Patience : 0); first = false)
            {
                Answer(operation);
            }

            _results.Deliver();
        }

        _results.DeliverAll();
    }

    private void Answer(PublishOperation operation)
    {
        if (!operation.TryBeginAttempt())
        {
            operation.LeaveTransport();
            return;
        }

        if (_broker.Route(operation.Message) != InMemoryRouting.Routed)
        {
            operation.ReturnCode = 312;
        }

        operation.Confirm(_results);
    }
}
