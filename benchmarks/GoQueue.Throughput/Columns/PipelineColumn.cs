using GoQueue.Throughput.Measuring;

namespace GoQueue.Throughput.Columns;

/// <summary>This library, whole pipeline: JSON, envelope, headers, limits, transport.</summary>
internal sealed class PipelineColumn(Uri uri, Cell cell) : IColumn
{
    private readonly OrderShipped _event = OrderShipped.OfSize(cell.Payload);
    private readonly GoQueuePublisher _publisher = Windows.CreatePublisher(uri, cell);

    public string Settings => Windows.Describe(cell);

    public Task ConnectAsync() => _publisher.ConnectAsync().AsTask();

    public async Task PublishAsync(int worker, Load load)
    {
        while (load.GoesOn)
        {
            long started = load.Begin();
            await _publisher.PublishAsync(_event);
            load.End(started);
        }
    }

    public ValueTask DisposeAsync() => _publisher.DisposeAsync();
}
