using System.Diagnostics;
using Xunit;

namespace GoQueue.Core.Tests.Diagnostics;

internal static class Until
{
    /// <summary>Waits until something is true, within a generous bound.</summary>
    public static async Task TrueAsync(Func<bool> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), "It did not come true within 30 s.");
            await Task.Yield();
        }
    }
}
