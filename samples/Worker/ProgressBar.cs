using GoQueue;

namespace Worker;

/// <summary>
/// Draws in place on a terminal, and one line per report into a file. Not <see cref="Progress{T}"/>, which calls on the thread pool in any order.
/// </summary>
internal sealed class ProgressBar(TextWriter output) : IProgress<BatchProgress>
{
    private const int Width = 40;

    public void Report(BatchProgress progress)
    {
        var filled = (int)(Width * (progress.Fraction ?? 0));
        output.Write($"[{new string('#', filled)}{new string('.', Width - filled)}] {progress.Completed:N0} of {progress.Total:N0}, {progress.Failed:N0} failed");
        output.Write(Console.IsOutputRedirected || progress.Completed == progress.Total ? "\n" : "\r");
    }
}
