namespace GoQueue.Publishing.Batching;

/// <summary>Counts results and reports them, not more often than people can read.</summary>
internal sealed class BatchProgressReporter(IProgress<BatchProgress>? progress, long? total, TimeProvider time)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private long _completed;
    private long _failed;
    private long _last = time.GetTimestamp();

    public void Count(in BatchItemResult result)
    {
        _completed++;
        _failed += result.Succeeded ? 0 : 1;
        if (progress is null || time.GetElapsedTime(_last) < s_interval)
        {
            return;
        }

        _last = time.GetTimestamp();
        Report(total);
    }

    /// <summary>The last report. A sequence that is read has a total at its end; a stream has none.</summary>
    public void End(long? total)
    {
        if (progress is not null)
        {
            Report(total);
        }
    }

    private void Report(long? total)
    {
        try
        {
            progress!.Report(new BatchProgress(_completed, _failed, total));
        }
        catch (Exception)
        {
            // Documented: an observer's fault is not the messages'. Thrown from here, it would leave those that are under way to nobody.
        }
    }
}
