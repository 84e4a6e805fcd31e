using GoQueue.Throughput.Measuring;

namespace GoQueue.Throughput.Columns;

/// <summary>One way to publish.</summary>
internal interface IColumn : IAsyncDisposable
{
    /// <summary>Its settings, printed with the results.</summary>
    string Settings { get; }

    Task ConnectAsync();

    /// <summary>Publishes one message after the other, each awaited until its confirm, as long as the load goes on.</summary>
    /// <param name="worker">Which of the loops this is, from 0.</param>
    /// <param name="load">Counts and times the messages.</param>
    Task PublishAsync(int worker, Load load);
}
