global using static Resilient;
using GoQueue.Pipeline;

internal static class Resilient
{
    public static Alarm alarm => throw null!;
}

internal sealed class Alarm
{
    public void Show(CircuitState state) => throw null!;
}

namespace Polly
{
    // The one member of the library that the page names; the library itself is no dependency of this repository.
    public sealed class ResiliencePipeline
    {
        public ValueTask<TResult> ExecuteAsync<TResult, TState>(
            Func<TState, CancellationToken, ValueTask<TResult>> callback, TState state, CancellationToken cancellationToken = default) => throw null!;
    }
}
