using GoQueue.Core.Tests.Harness;
using GoQueue.Delivery.Operations;

namespace GoQueue.Core.Tests.Delivery.Operations;

/// <summary>Publishes that wait for their confirms, and a thread that reads them, as the one of a connection does.</summary>
internal sealed class ResultScene : IDisposable
{
    private readonly ManualTransport _transport = new();
    private readonly PublishOperationPool _operations = new();
    private readonly OperationEngine _engine;
    private readonly ResultQueue _results;
    private readonly ManualResetEventSlim _stop = new();
    private Thread? _reader;
    private int _delivered;

    public ResultScene()
    {
        _engine = new OperationEngine(_transport, TimeProvider.System, TimeSpan.FromSeconds(60));
        _results = new ResultQueue(() => Interlocked.Increment(ref _delivered));
    }

    /// <summary>How often the queue said that it has handed out all it had.</summary>
    public int Delivered => Volatile.Read(ref _delivered);

    /// <summary>Starts publishes; <paramref name="told"/> runs in the place of each caller's next line.</summary>
    public Task[] Publish(int count, Action<int> told) => [.. Enumerable.Range(0, count).Select(index => PublishAsync(index, told))];

    public void ConfirmHere() => _transport.Peek().Confirm(_results);

    public void ConfirmAll() => Confirm([_transport.Held]);

    /// <summary>The thread reads so many confirms at once, then so many.</summary>
    public void Confirm(int[] batches) => Read(batches, () =>
    {
        while (!_stop.Wait(ResultQueue.Patience))
        {
            _results.Deliver();
        }
    });

    /// <summary>And never looks whether somebody gets ahead with them: nobody runs beside the first, however busy the machine is.</summary>
    public void ConfirmAllAndLookAway() => Read([_transport.Held], _stop.Wait);

    /// <summary>And ends, as at the end of a connection.</summary>
    public void ConfirmAllAndEnd() => Read([_transport.Held], static () => { });

    public void Dispose()
    {
        _stop.Set();
        _reader?.Join();
        _stop.Dispose();
    }

    private async Task PublishAsync(int index, Action<int> told)
    {
        await _operations.Rent().Start(_engine, null, CancellationToken.None);
        told(index);
    }

    private void Read(int[] batches, Action afterwards)
    {
        _reader = new Thread(() =>
        {
            _results.Own();
            foreach (int batch in batches)
            {
                for (int index = 0; index < batch; index++)
                {
                    _transport.Take().Confirm(_results);
                }

                _results.Deliver();
            }

            afterwards();
            _results.DeliverAll();
        })
        {
            IsBackground = true,
        };
        _reader.Start();
    }
}
