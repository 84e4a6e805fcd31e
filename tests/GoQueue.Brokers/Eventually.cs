using System.Diagnostics;

namespace GoQueue.Brokers;

/// <summary>Waits for conditions, with a bound that a healthy run never meets.</summary>
public static class Eventually
{
    /// <summary>The bound when none is given.</summary>
    public static readonly TimeSpan DefaultBound = TimeSpan.FromSeconds(30);

    /// <summary>Waits until the condition holds.</summary>
    /// <param name="condition">Asked again and again, every ten milliseconds.</param>
    /// <param name="what">What is waited for, for the failure's message.</param>
    /// <param name="bound">How long at most; 30 seconds by default.</param>
    /// <exception cref="TimeoutException">It did not hold within the bound.</exception>
    public static async Task HoldsAsync(Func<Task<bool>> condition, string what, TimeSpan? bound = null)
    {
        long started = Stopwatch.GetTimestamp();
        TimeSpan limit = bound ?? DefaultBound;
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                throw new TimeoutException($"Waited {limit.TotalSeconds} s in vain for {what}.");
            }

            await Task.Delay(10);
        }
    }

    /// <inheritdoc cref="HoldsAsync(Func{Task{bool}}, string, TimeSpan?)"/>
    public static Task HoldsAsync(Func<bool> condition, string what, TimeSpan? bound = null) => HoldsAsync(() => Task.FromResult(condition()), what, bound);
}
