namespace GoQueue.Core.Tests.Publishing.Batching;

/// <summary>Keeps what is reported, on the reporting thread.</summary>
internal sealed class ProgressList : IProgress<BatchProgress>
{
    public List<BatchProgress> Reports { get; } = [];

    public void Report(BatchProgress value) => Reports.Add(value);
}
