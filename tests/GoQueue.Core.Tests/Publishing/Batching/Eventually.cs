namespace GoQueue.Core.Tests.Publishing.Batching;

/// <summary>Waits for what happens on other threads.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(30);

    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        using var bound = new CancellationTokenSource(s_bound);
        while (!condition())
        {
            if (bound.IsCancellationRequested)
            {
                throw new TimeoutException($"It did not come true within {s_bound}: {what}");
            }

            await Task.Yield();
        }
    }
}
