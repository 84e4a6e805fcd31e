using GoQueue;
using GoQueue.Formats;

namespace Quickstart;

/// <summary>Where the sample publishes to and reads back from.</summary>
internal interface IStage : IAsyncDisposable
{
    string Description { get; }

    void Choose(GoQueueServiceBuilder goqueue);

    Task<IReadOnlyList<ReceivedMessage>> ReadAsync(int count);
}
